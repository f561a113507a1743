package dev.larder.internal.core;

/**
 * Lets a {@link ModeChooser} rest whose choice is clear, and wakes it when the hit ratio is not what it was. Not thread-safe: the
 * chooser's lock guards it.
 *
 * <pre>
 *            nothing better than the choice, and much the same hit ratio, for 16 turnovers
 *     WATCH ------------------------------------------------> REST
 *       ^  <--------- its time is over: the next rest is twice as long --+  |
 *       |  <--------- another hit ratio: from the start -----------------+
 *       |
 *       +-- another choice: from the start
 * </pre>
 */
final class DutyCycle {
  /*
   * The miniatures of a table of 1,024 entries, half of whose keys they play, take more time than all else that a miss or a hit does; and
   * mostly they find what they found before. A large table has one key in 64 in the sample, or fewer, which costs next to nothing, so it rests
   * less, or not at all: the longest rest is in proportion to the share. On our traces rests cost no hits.
   *
   * That the traffic is another one the hit ratio tells: a turnover's, beside those of the turnovers that were watched, and that of all
   * since the rest began. While it changes, nobody rests: what looks clear then is so by what was before. So nobody does in a loop
   * that has its hits and misses by turns either.
   */

  /** In turnovers of a miniature, as all that follow: so long nothing must have been better. */
  private static final int WATCH = 16;

  private static final int FIRST_REST = 8;

  /** Where all keys are in the sample. A table of up to 32 Ki entries then rests for half a million requests at most. */
  private static final int LONGEST_REST = 1024;

  /** Where even the longest would be shorter than a watch, it is not worth it. */
  private static final int WORTH_IT = WATCH;

  /** Of the hit ratio: how far apart it may be in two turnovers while the traffic is said to be the same. */
  private static final double STEADY = 0.15;

  /** What it may lie beyond what was seen before, for the same. */
  private static final double CHANGE = 0.05;

  private final int longest;
  private int nextRest;
  private boolean rests;

  /** The number of requests in a turnover. */
  private int turnover = 1;

  // Since the watch or the rest began.
  private long requests;
  private long hits;

  private int requestsThisTurnover;
  private int hitsThisTurnover;

  // The hit ratios of the turnovers that were watched, and of all that was.
  private double least;
  private double most;
  private double usual;

  /** A chooser who watches so large a share of the keys, from 0 to 1, begins to. */
  DutyCycle(double share) {
    longest = (int) (LONGEST_REST * share);
    startAgain();
  }

  /** Whether requests need not be watched now. */
  boolean rests() {
    return rests;
  }

  /** There is another choice, of which nothing is known yet. */
  void startAgain() {
    nextRest = Math.min(FIRST_REST, longest);
    watch();
  }

  private void watch() {
    rests = false;
    least = 1;
    most = 0;
    countAnew();
  }

  private void countAnew() {
    requests = 0;
    hits = 0;
    requestsThisTurnover = 0;
    hitsThisTurnover = 0;
  }

  /**
   * These were watched.
   *
   * @param capacity of a miniature, as it is now
   * @param clear whether nothing is better than what was chosen
   */
  void watched(int moreRequests, int moreHits, int capacity, boolean clear) {
    turnover = capacity;
    count(moreRequests, moreHits);
    if (requestsThisTurnover >= turnover) {
      see(endTurnover());
    }
    if (!clear) {
      countAnew();
    } else if (longest >= WORTH_IT && requests >= (long) WATCH * turnover) {
      rests = true;
      usual = ratio();
      countAnew();
    }
  }

  private void see(double ratio) {
    if (Math.max(ratio, most) - Math.min(ratio, least) > STEADY) {
      watch();
    }
    least = Math.min(least, ratio);
    most = Math.max(most, ratio);
  }

  /** These were not. */
  void rested(int moreRequests, int moreHits) {
    count(moreRequests, moreHits);
    if (requestsThisTurnover >= turnover && isUnusual(endTurnover())) {
      startAgain();
    } else if (requests >= (long) nextRest * turnover) {
      nextRest = Math.min(2 * nextRest, longest);
      watch();
    }
  }

  private boolean isUnusual(double turnoversRatio) {
    return turnoversRatio < least - CHANGE
        || turnoversRatio > most + CHANGE
        || (requests >= (long) WATCH * turnover && Math.abs(ratio() - usual) > CHANGE);
  }

  private void count(int moreRequests, int moreHits) {
    requests += moreRequests;
    hits += moreHits;
    requestsThisTurnover += moreRequests;
    hitsThisTurnover += moreHits;
  }

  private double ratio() {
    return hits / (double) requests;
  }

  /** The next turnover begins; returns this one's hit ratio. */
  private double endTurnover() {
    double ratio = hitsThisTurnover / (double) requestsThisTurnover;
    requestsThisTurnover = 0;
    hitsThisTurnover = 0;
    return ratio;
  }
}
