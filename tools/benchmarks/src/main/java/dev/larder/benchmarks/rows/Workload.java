package dev.larder.benchmarks.rows;

import java.util.function.UnaryOperator;

/** What the chapters share: the size of a cache, and its values. */
final class Workload {
  /** The entries of a cache, unless a row says otherwise. A constant: JMH's annotations want one. */
  static final int ENTRIES = 1 << 16;

  /** What an entry processor makes of a value. */
  static final UnaryOperator<Long> UPDATE = value -> value + 1;

  private Workload() {}

  static Long[] values(int number) {
    Long[] values = new Long[number];
    for (int i = 0; i < number; i++) {
      values[i] = 1_000_000L + i;
    }
    return values;
  }
}
