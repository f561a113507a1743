package dev.larder.internal.management;

/** The null object of statistics. */
final class DisabledStatistics implements Statistics {
  @Override
  public void recordHits(long count) {}

  @Override
  public void recordMisses(long count) {}

  @Override
  public void recordHit(int hash) {}

  @Override
  public void recordMiss(int hash) {}

  @Override
  public void recordHitOn(Object key) {}

  @Override
  public void recordMissOn(Object key) {}

  @Override
  public void recordPut(Object key, boolean replaced) {}

  @Override
  public void recordRemoval(Object key) {}

  @Override
  public void recordPuts(long count) {}

  @Override
  public void recordRemovals(long count) {}

  @Override
  public void recordEvictions(long count) {}

  @Override
  public long startLoadNanos() {
    return 0;
  }

  @Override
  public void recordLoad(long startNanos, boolean failed) {}

  @Override
  public long startNanos() {
    return 0;
  }

  @Override
  public void recordGetTime(long startNanos) {}

  @Override
  public void recordPutTime(long startNanos) {}

  @Override
  public void recordRemoveTime(long startNanos) {}
}
