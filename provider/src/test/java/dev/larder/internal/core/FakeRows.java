package dev.larder.internal.core;

import java.util.Arrays;

/** Rows that a policy orders, without a table: each has its number as its hash and weighs one, unless told. */
final class FakeRows implements EvictionPolicy.Rows {
  final int[] weights;
  final int[] marks;
  private final RowHeaders headers = new RowHeaders();

  FakeRows(int rows) {
    this.weights = new int[rows];
    this.marks = new int[rows];
    Arrays.fill(weights, 1);
  }

  /** Once the policy has said what it wants to keep there. */
  void makeRoom() {
    headers.ensureCapacity(weights.length);
    for (int row = 0; row < weights.length; row++) {
      headers.setHash(row, row);
    }
  }

  /** Another entry takes the row. */
  void rename(int row, int hash) {
    headers.setHash(row, hash);
  }

  @Override
  public int hashOf(int row) {
    return headers.hash(row);
  }

  @Override
  public RowHeaders headers() {
    return headers;
  }

  @Override
  public int weightOf(int row) {
    return weights[row];
  }

  @Override
  public int takeMarks(int row) {
    int taken = marks[row];
    marks[row] = 0;
    return taken;
  }
}
