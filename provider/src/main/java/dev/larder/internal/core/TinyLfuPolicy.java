package dev.larder.internal.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A window in order of recency before a main space that newcomers must earn; how large the window is and how it is earned, the
 * {@link Mode} says, which may change at any time: the queues then drift to their new sizes. Not thread-safe: the stripe's lock
 * guards it.
 *
 * <pre>
 *                   is a ghost, reused soon enough (REUSE)
 *   insert --+------------------------------------------------------+
 *            |                                                      v
 *            +--> WINDOW --overflow--> contest --won--> PROBATION --hit--> PROTECTED
 *                   ^  |                  | lost            ^   |             |  |
 *                   |  | hit soon (REUSE) v                 |   |             |  |
 *                   |  |              leaves, a ghost       +---|--overflow---+  |
 *                   |  +------------------------------------|---|-------------> (PROTECTED)
 *                   +------- the oldest makes room (REUSE) -----+----------------+
 * </pre>
 *
 * <p>Admission by frequency: Einziger, Friedman, Manes: TinyLFU, ACM Transactions on Storage 13(4), 2017. Admission by reuse is
 * LIRS (Jiang, Zhang, SIGMETRICS 2002) without its stack: a key would be found in the stack if and only if it was used after the
 * oldest row of the main space was, so a coarse stamp on each row and each ghost tells the same. Rows of weight zero take no room,
 * so they wait in a queue of their own and are never offered as victims.
 */
final class TinyLfuPolicy implements EvictionPolicy {
  private static final int WINDOW = 1;
  private static final int PROBATION = 2;
  private static final int PROTECTED = 3;
  private static final int WEIGHTLESS = 4;

  private static final double PROTECTED_SHARE = 0.9;

  /*
   * A candidate that lost is let in once in a while, so that nobody who makes a few keys famous can lock all others out. Only
   * warm candidates qualify: a scan is cold.
   */
  private static final int WARM = 6;
  private static final int ONE_IN = 128;

  /** How many marked rows a search for a victim may pass over before it takes the next one as it comes. */
  private static final int SECOND_CHANCES = 16;

  /** At most so many rows move at one step when the queues have to change their sizes. Two would keep pace; with four a change is over sooner. */
  private static final int DRIFT = 4;

  /** The stamps' unit of time is so small a part of the rows' number of insertions. */
  private static final int TICKS_A_TURNOVER = 32;

  private final Rows rows;
  private final RowQueues queues;
  private final FrequencySketch sketch;
  private final Ghosts ghosts = new Ghosts();
  private final long[] weights = new long[5];

  /** Null in a miniature, whose mode is fixed and whose sketch is another's to count into. */
  private final @Nullable ModeChooser chooser;

  private Mode mode;
  private int random;
  private int capacity;

  /** What rows are stamped with; wraps. */
  private int clock;

  private int insertionsThisTick;

  /** The row whose leaving next is an eviction. */
  private int lastVictim = NONE;

  /** A policy whose mode the table's {@code chooser} chooses. */
  TinyLfuPolicy(Rows rows, int seed, ModeChooser chooser) {
    this(rows, new FrequencySketch(), chooser.mode(), chooser);
    random = seed | 1;
  }

  /** A policy that stays in its mode and reads a sketch that others write. */
  TinyLfuPolicy(Rows rows, FrequencySketch sketch, Mode mode) {
    this(rows, sketch, mode, null);
  }

  private TinyLfuPolicy(
      Rows rows, FrequencySketch sketch, Mode mode, @Nullable ModeChooser chooser) {
    this.rows = rows;
    this.queues = new RowQueues(4, rows.headers());
    this.sketch = sketch;
    this.mode = mode;
    this.chooser = chooser;
    this.random = 1;
  }

  @Override
  public void ensureRows(int count) {
    ghosts.ensureCapacity(count);
    if (chooser != null) {
      sketch.ensureCapacity(count);
    }
    capacity = count;
  }

  // -- what happens to rows

  @Override
  public void inserted(int row) {
    int hash = rows.hashOf(row);
    if (chooser != null) {
      sketch.increment(hash);
      chooser.missed(hash);
      mode = chooser.mode();
    }
    tick();
    boolean isReused = admitsReuse() && isReusedSoon(hash);
    int queue = isReused ? PROTECTED : WINDOW;
    append(rows.weightOf(row) == 0 ? WEIGHTLESS : queue, row);
    queues.stamp(row, clock);
    if (isReused) {
      makeRoomInMain();
    }
    drift();
  }

  /** By its ghost. What the sketch has not seen before only looks like a ghost. */
  private boolean isReusedSoon(int hash) {
    int age = ghosts.takeAge(hash, clock);
    return age != Ghosts.UNKNOWN && sketch.frequency(hash) > 1 && age < ageOfOldestMain();
  }

  private void tick() {
    if (++insertionsThisTick * TICKS_A_TURNOVER >= capacity) {
      insertionsThisTick = 0;
      clock++;
    }
  }

  /**
   * Moves the window's overflow into the main space for free, while there is room or when the window has become smaller. The
   * last one is left to {@link #victim}.
   */
  private void drift() {
    for (int moves = 0; moves < DRIFT && windowOverflowsBeyondOne(); moves++) {
      move(queues.head(WINDOW), PROBATION);
    }
  }

  private boolean windowOverflowsBeyondOne() {
    int head = queues.head(WINDOW);
    return head != NONE
        && queues.size(WINDOW) > 2
        && weights[WINDOW] - rows.weightOf(head) > windowTarget();
  }

  @Override
  public void accessed(int row, int times) {
    int hash = rows.hashOf(row);
    if (chooser != null) {
      for (int i = 0; i < times; i++) {
        sketch.increment(hash);
      }
      chooser.hit(hash, times);
    }
    int age = ageOf(row);
    int queue = queues.queueOf(row);
    if (age == 0 && queue == PROTECTED) {
      return; // it is where it would move to, but for those that moved a moment ago, too
    }
    queues.stamp(row, clock);
    if (queue == WEIGHTLESS) {
      return;
    }
    boolean staysInWindow = queue == WINDOW && !(admitsReuse() && age < ageOfOldestMain());
    int target = staysInWindow ? WINDOW : PROTECTED;
    if (queues.tail(target) != row) {
      move(row, target);
    }
    if (queue == PROBATION) {
      limitProtected();
    } else if (queue != target) {
      makeRoomInMain();
    }
  }

  @Override
  public boolean isSettled(int row) {
    return queues.queueOf(row) == PROTECTED
        && ageOf(row) == 0
        && chooser != null
        && !chooser.samples(rows.hashOf(row));
  }

  @Override
  public int fetch(int row) {
    return queues.fetchNeighbours(row) + sketch.fetch(rows.hashOf(row));
  }

  private void limitProtected() {
    // By reuse the main space is one queue in order of recency: probation, then the protected.
    long limit = admitsReuse() ? Long.MAX_VALUE : (long) (PROTECTED_SHARE * mainWeight());
    for (int moves = 0;
        moves < DRIFT && weights[PROTECTED] > limit && queues.size(PROTECTED) > 1;
        moves++) {
      move(queues.head(PROTECTED), PROBATION);
    }
  }

  private void makeRoomInMain() {
    long limit = mainWeight() + weights[WINDOW] - windowTarget();
    for (int moves = 0; moves < DRIFT && mainWeight() > limit; moves++) {
      move(leastRecentInMain(), WINDOW);
    }
  }

  @Override
  public void reweighed(int row, int newWeight) {
    int queue = queues.queueOf(row);
    if (queue == WEIGHTLESS || newWeight == 0) {
      remove(row);
      int target = newWeight == 0 ? WEIGHTLESS : WINDOW;
      queues.append(target, row);
      weights[target] += newWeight;
    } else {
      weights[queue] += newWeight - rows.weightOf(row);
    }
  }

  @Override
  public void removed(int row) {
    if (chooser != null && row != lastVictim) {
      chooser.removed(rows.hashOf(row));
    }
    lastVictim = NONE;
    remove(row);
  }

  // -- who leaves

  @Override
  public int victim() {
    int row = choose();
    lastVictim = row;
    if (row != NONE) {
      ghosts.record(rows.hashOf(row), queues.stampOf(row), clock);
    }
    return row;
  }

  /** Cold ones first, by frequency; among equals, those in the main space that were not hit there, then the window's. */
  @Override
  public void inOrderOfLeaving(IntConsumer each) {
    int[] inQueues = new int
        [queues.size(PROBATION)
            + queues.size(WINDOW)
            + queues.size(PROTECTED)
            + queues.size(WEIGHTLESS)];
    int count = 0;
    for (int queue : new int[] {PROBATION, WINDOW, PROTECTED, WEIGHTLESS}) {
      for (int row = queues.head(queue); row != NONE; row = queues.next(row)) {
        inQueues[count++] = row;
      }
    }
    Arrays.stream(inQueues)
        .boxed()
        .sorted(Comparator.comparingInt(row -> sketch.frequency(rows.hashOf(row))))
        .forEach(each::accept);
  }

  @Override
  public int frequency(int row, int hash) {
    return sketch.frequency(hash);
  }

  private int choose() {
    int candidate = weights[WINDOW] > windowTarget() ? coldest(WINDOW) : NONE;
    if (candidate != NONE && admitsReuse()) {
      return candidate;
    }
    int resident = oldestMain();
    if (candidate == NONE || resident == NONE) {
      int only = candidate == NONE ? resident : candidate;
      return only == NONE ? queues.head(WINDOW) : only;
    }
    if (admits(candidate, resident)) {
      move(candidate, PROBATION);
      return resident;
    }
    return candidate;
  }

  private int oldestMain() {
    int row = coldest(PROBATION);
    return row == NONE ? coldest(PROTECTED) : row;
  }

  /** The least recent row of the queue, once what readers have marked since was put in its place. */
  private int coldest(int queue) {
    for (int chances = 0; chances < SECOND_CHANCES; chances++) {
      int row = queues.head(queue);
      if (row == NONE) {
        return NONE;
      }
      int times = rows.takeMarks(row);
      if (times == 0) {
        return row;
      }
      accessed(row, times);
    }
    return queues.head(queue);
  }

  private boolean admits(int candidate, int resident) {
    int candidateFrequency = sketch.frequency(rows.hashOf(candidate));
    if (mode.admission == Mode.Admission.SEEN_TWICE) {
      return candidateFrequency >= 2;
    }
    int residentFrequency = sketch.frequency(rows.hashOf(resident));
    return candidateFrequency > residentFrequency || (candidateFrequency >= WARM && oneIn(ONE_IN));
  }

  private boolean admitsReuse() {
    return mode.admission == Mode.Admission.REUSE;
  }

  private boolean oneIn(int powerOfTwo) {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return (random & (powerOfTwo - 1)) == 0;
  }

  // -- time and weight

  /** In ticks, since the row's last use. Wraps after 128 turnovers, which at worst makes an old row look young for a while. */
  private int ageOf(int row) {
    return (clock - queues.stampOf(row)) & RowQueues.STAMP_MASK;
  }

  /** Whether readers have marked it since or not: what they marked is nearly all in order by now. */
  private int leastRecentInMain() {
    int row = queues.head(PROBATION);
    return row == NONE ? queues.head(PROTECTED) : row;
  }

  /** 0, which nothing is younger than, when there is none. */
  private int ageOfOldestMain() {
    int row = leastRecentInMain();
    return row == NONE ? 0 : ageOf(row);
  }

  private long mainWeight() {
    return weights[PROBATION] + weights[PROTECTED];
  }

  private long windowTarget() {
    return Math.max(1, (weights[WINDOW] + mainWeight()) * mode.windowPercent / 100);
  }

  private void move(int row, int queue) {
    remove(row);
    append(queue, row);
  }

  private void append(int queue, int row) {
    queues.append(queue, row);
    weights[queue] += rows.weightOf(row);
  }

  private void remove(int row) {
    weights[queues.queueOf(row)] -= rows.weightOf(row);
    queues.remove(row);
  }

  @Override
  public void cleared() {
    queues.clear();
    ghosts.clear();
    if (chooser != null) {
      sketch.clear();
    }
    lastVictim = NONE;
    capacity = 0;
    Arrays.fill(weights, 0);
  }

  @Override
  public void check(int expectedRows) {
    int seen = 0;
    for (int queue = WINDOW; queue <= WEIGHTLESS; queue++) {
      int inQueue = 0;
      long weight = 0;
      for (int row = queues.head(queue); row != NONE; row = queues.next(row)) {
        require(
            queues.queueOf(row) == queue,
            "a row linked into queue " + queue + " says it is in another");
        require(inQueue++ <= expectedRows, "queue " + queue + " has a loop");
        require(
            queue == WEIGHTLESS || rows.weightOf(row) > 0,
            "a weightless row waits in queue " + queue);
        weight += rows.weightOf(row);
      }
      require(
          inQueue == queues.size(queue),
          "queue " + queue + " counts " + queues.size(queue) + ", has " + inQueue);
      require(
          weight == weights[queue],
          "queue " + queue + " weighs " + weight + ", says " + weights[queue]);
      seen += inQueue;
    }
    require(seen == expectedRows, seen + " rows are queued, " + expectedRows + " are in use");
    if (chooser != null) {
      chooser.check();
    }
  }

  private static void require(boolean holds, String invariant) {
    if (!holds) {
      throw new IllegalStateException(invariant);
    }
  }
}
