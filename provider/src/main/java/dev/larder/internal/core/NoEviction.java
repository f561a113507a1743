package dev.larder.internal.core;

import java.util.function.IntConsumer;

/** The policy of an unbounded table: nothing ever has to leave, so nothing is kept in order. */
final class NoEviction implements EvictionPolicy {
  static final NoEviction INSTANCE = new NoEviction();

  private NoEviction() {}

  @Override
  public void ensureRows(int rows) {}

  @Override
  public void inserted(int row) {}

  @Override
  public void accessed(int row, int times) {}

  @Override
  public void reweighed(int row, int newWeight) {}

  @Override
  public void removed(int row) {}

  @Override
  public int victim() {
    return NONE;
  }

  @Override
  public void inOrderOfLeaving(IntConsumer each) {}

  @Override
  public void cleared() {}

  @Override
  public void check(int expectedRows) {}
}
