package dev.larder.demo;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What the replay cost one JVM.
 *
 * @param statements all SQL statements sent
 * @param entitySelects those that read one entity by its id
 * @param firstSelects the same, of the first sales alone
 * @param openMillis opening Hibernate with its caches
 * @param firstMillis ringing up the first sales
 * @param millis ringing up all of them
 * @param hits look-ups that the second-level cache answered
 * @param digest equal for JVMs that saw equal values
 */
record ShopReport(
    long statements,
    long entitySelects,
    long firstSelects,
    long openMillis,
    long firstMillis,
    long millis,
    long hits,
    long lookups,
    long digest) {

  /** As one JVM tells it to another. */
  String line() {
    return LongStream.of(
            statements,
            entitySelects,
            firstSelects,
            openMillis,
            firstMillis,
            millis,
            hits,
            lookups,
            digest)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  /** The reverse. */
  static ShopReport parse(String line) {
    long[] each = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new ShopReport(
        each[0], each[1], each[2], each[3], each[4], each[5], each[6], each[7], each[8]);
  }

  /** Hits per look-up, 0 to 1; NaN without look-ups. */
  double hitRatio() {
    return (double) hits / lookups;
  }
}
