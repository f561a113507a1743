package dev.larder.internal.core;

import java.util.function.IntConsumer;

/**
 * LRU, MRU, FIFO and LIFO: one queue, from which the head or the tail leaves, and in which a read moves a row to the tail or does
 * not. A put of a present key moves it to the tail in any case, as if it were new. Not thread-safe: the stripe's lock guards it.
 */
final class QueuePolicy implements EvictionPolicy {
  private static final int ORDERED = 1;

  /** Rows that take no room, and so never have to leave. */
  private static final int WEIGHTLESS = 2;

  private final Rows rows;
  private final RowQueues queues;
  private final boolean readsMove;
  private final boolean tailLeaves;

  QueuePolicy(Rows rows, boolean readsMove, boolean tailLeaves) {
    this.rows = rows;
    this.queues = new RowQueues(2, rows.headers());
    this.readsMove = readsMove;
    this.tailLeaves = tailLeaves;
  }

  @Override
  public void ensureRows(int count) {}

  @Override
  public void inserted(int row) {
    queues.append(rows.weightOf(row) == 0 ? WEIGHTLESS : ORDERED, row);
  }

  @Override
  public void accessed(int row, int times) {
    if (readsMove) {
      queues.moveToTail(queues.queueOf(row), row);
    }
  }

  @Override
  public void replaced(int row) {
    queues.moveToTail(queues.queueOf(row), row);
  }

  @Override
  public void reweighed(int row, int newWeight) {
    queues.remove(row);
    queues.append(newWeight == 0 ? WEIGHTLESS : ORDERED, row);
  }

  @Override
  public void removed(int row) {
    queues.remove(row);
  }

  @Override
  public int victim() {
    return tailLeaves ? queues.tail(ORDERED) : queues.head(ORDERED);
  }

  @Override
  public void inOrderOfLeaving(IntConsumer each) {
    int row = victim();
    while (row != NONE) {
      each.accept(row);
      row = tailLeaves ? queues.previous(row) : queues.next(row);
    }
    for (row = queues.head(WEIGHTLESS); row != NONE; row = queues.next(row)) {
      each.accept(row);
    }
  }

  @Override
  public void cleared() {
    queues.clear();
  }

  @Override
  public void check(int expectedRows) {
    int[] seen = new int[1];
    inOrderOfLeaving(row -> {
      RowTable.require(
          (queues.queueOf(row) == WEIGHTLESS) == (rows.weightOf(row) == 0),
          "a row waits in the wrong queue for its weight");
      RowTable.require(seen[0]++ <= expectedRows, "the queue has a loop");
    });
    RowTable.require(
        seen[0] == expectedRows, seen[0] + " rows are queued, " + expectedRows + " are in use");
  }
}
