package dev.larder.internal.core;

/**
 * A way to choose who leaves: how much of the room is a window in order of recency, and what gets a row out of the window into
 * the main space. The {@link ModeChooser} finds out which one suits.
 */
enum Mode {
  /** For loops and for what stays the same: LIRS [1]. */
  STABLE(1, Admission.REUSE),

  /** For skew with scans: W-TinyLFU [2] with a small window. */
  FREQUENT(1, Admission.FREQUENCY),

  /** LIRS with more room for newcomers, much like 2Q and ARC: for block storage, for shifts. */
  BALANCED(10, Admission.REUSE),

  /** For bursts. */
  RECENT(40, Admission.REUSE),

  /** For what moves on: much like S3-FIFO with a large first queue. */
  SHIFTING(40, Admission.SEEN_TWICE);

  /*
   * [1] Jiang, Zhang: LIRS: An Efficient Low Inter-reference Recency Set Replacement Policy, SIGMETRICS 2002.
   * [2] Einziger, Friedman, Manes: TinyLFU, ACM Transactions on Storage 13(4), 2017.
   */

  /** What a newcomer must have shown to get into the main space. */
  enum Admission {
    /** That the time between two of its uses is shorter than the time since the main space's oldest row was used. */
    REUSE,
    /** That it is asked for more often than the row that would leave in its place. */
    FREQUENCY,
    /** That it was asked for before: the sketch is as good as a list of ghosts. */
    SEEN_TWICE
  }

  final int windowPercent;
  final Admission admission;

  Mode(int windowPercent, Admission admission) {
    this.windowPercent = windowPercent;
    this.admission = admission;
  }
}
