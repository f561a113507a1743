package dev.larder;

import java.time.Duration;

/**
 * The calls that brought a cache's missing values: of its loader, one by one or many at once, and of functions, as {@link
 * LarderCache#get(Object, java.util.function.Function)} has them. Each is counted and timed; each number is right as of some moment of
 * the call.
 *
 * <pre>{@code
 * LoadStatistics loads = cache.stats().loads();
 * System.out.println(loads.count() + " loads took " + loads.averageTime().toMillis() + " ms each");
 * }</pre>
 *
 * @param successes calls that brought something, or found nothing
 * @param failures calls that threw
 * @param totalTime how long all of them took together
 */
public record LoadStatistics(long successes, long failures, Duration totalTime) {
  /** Successes and failures. */
  public long count() {
    return successes + failures;
  }

  /** How long one took; zero when there was none. */
  public Duration averageTime() {
    return count() == 0 ? Duration.ZERO : totalTime.dividedBy(count());
  }
}
