package dev.larder.internal.core;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The row that was used least leaves; among equals the one that was not used for the longest time. Counts exactly, from the put on;
 * a put of a present key starts over. Each step is O(1): rows of one count are a list, and the lists are a list in the order of
 * their counts (Shah, Mitra, Matani: An O(1) algorithm for implementing the LFU cache eviction scheme, 2010). Not thread-safe: the
 * stripe's lock guards it.
 *
 * <pre>
 *   least --> bucket 1 <--> bucket 2 <--> bucket 7        each with rows: first (leaves first) <--> ... <--> last
 * </pre>
 */
final class LfuPolicy implements EvictionPolicy {
  private final Rows rows;

  // By row. A row that weighs nothing is in no bucket: it never has to leave.
  private int[] bucketOf = new int[0];
  private int[] previousRow = new int[0];
  private int[] nextRow = new int[0];

  // By bucket. There are never more buckets in use than rows.
  private int[] counts = new int[0];
  private int[] firstRow = new int[0];
  private int[] lastRow = new int[0];
  private int[] lessUsed = new int[0];
  private int[] moreUsed = new int[0];

  private int least = NONE;
  private int bucketsMade;

  /** Buckets to use again, linked by {@link #moreUsed}. */
  private int firstFree = NONE;

  LfuPolicy(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void ensureRows(int count) {
    if (bucketOf.length < count) {
      int before = bucketOf.length;
      bucketOf = Arrays.copyOf(bucketOf, count);
      Arrays.fill(bucketOf, before, count, NONE);
      previousRow = Arrays.copyOf(previousRow, count);
      nextRow = Arrays.copyOf(nextRow, count);
      // One more: a row enters its new bucket before its old one is given up.
      counts = Arrays.copyOf(counts, count + 1);
      firstRow = Arrays.copyOf(firstRow, count + 1);
      lastRow = Arrays.copyOf(lastRow, count + 1);
      lessUsed = Arrays.copyOf(lessUsed, count + 1);
      moreUsed = Arrays.copyOf(moreUsed, count + 1);
    }
  }

  @Override
  public void inserted(int row) {
    if (rows.weightOf(row) != 0) {
      start(row);
    }
  }

  private void start(int row) {
    boolean isThere = least != NONE && counts[least] == 1;
    append(isThere ? least : newBucket(1, NONE, least), row);
  }

  @Override
  public void accessed(int row, int times) {
    for (int i = 0; i < times && bucketOf[row] != NONE; i++) {
      step(row);
    }
  }

  private void step(int row) {
    int bucket = bucketOf[row];
    if (counts[bucket] == Integer.MAX_VALUE) {
      stepAside(bucket, row);
      return;
    }
    int count = counts[bucket] + 1;
    int above = moreUsed[bucket];
    int target = above != NONE && counts[above] == count ? above : newBucket(count, bucket, above);
    remove(row);
    append(target, row);
  }

  /** Counted to the end: what is left is the order among equals. */
  private void stepAside(int bucket, int row) {
    if (lastRow[bucket] != row) {
      remove(row);
      append(bucket, row);
    }
  }

  @Override
  public void replaced(int row) {
    if (bucketOf[row] != NONE) {
      remove(row);
      start(row);
    }
  }

  @Override
  public void reweighed(int row, int newWeight) {
    boolean isOrdered = bucketOf[row] != NONE;
    if (isOrdered && newWeight == 0) {
      remove(row);
    } else if (!isOrdered && newWeight != 0) {
      start(row);
    }
  }

  @Override
  public void removed(int row) {
    if (bucketOf[row] != NONE) {
      remove(row);
    }
  }

  @Override
  public int victim() {
    return least == NONE ? NONE : firstRow[least];
  }

  @Override
  public int frequency(int row, int hash) {
    return row == NONE || bucketOf[row] == NONE ? UNKNOWN : counts[bucketOf[row]];
  }

  @Override
  public void inOrderOfLeaving(IntConsumer each) {
    for (int bucket = least; bucket != NONE; bucket = moreUsed[bucket]) {
      for (int row = firstRow[bucket]; row != NONE; row = nextRow[row]) {
        each.accept(row);
      }
    }
  }

  // -- lists

  private void append(int bucket, int row) {
    int last = lastRow[bucket];
    bucketOf[row] = bucket;
    previousRow[row] = last;
    nextRow[row] = NONE;
    if (last == NONE) {
      firstRow[bucket] = row;
    } else {
      nextRow[last] = row;
    }
    lastRow[bucket] = row;
  }

  /** Takes the row out of its bucket, and the bucket out of the list when that leaves it empty. */
  private void remove(int row) {
    int bucket = bucketOf[row];
    int previous = previousRow[row];
    int next = nextRow[row];
    if (previous == NONE) {
      firstRow[bucket] = next;
    } else {
      nextRow[previous] = next;
    }
    if (next == NONE) {
      lastRow[bucket] = previous;
    } else {
      previousRow[next] = previous;
    }
    bucketOf[row] = NONE;
    if (firstRow[bucket] == NONE) {
      giveUp(bucket);
    }
  }

  private int newBucket(int count, int below, int above) {
    int bucket = firstFree;
    if (bucket == NONE) {
      bucket = bucketsMade++;
    } else {
      firstFree = moreUsed[bucket];
    }
    counts[bucket] = count;
    firstRow[bucket] = NONE;
    lastRow[bucket] = NONE;
    lessUsed[bucket] = below;
    moreUsed[bucket] = above;
    if (below == NONE) {
      least = bucket;
    } else {
      moreUsed[below] = bucket;
    }
    if (above != NONE) {
      lessUsed[above] = bucket;
    }
    return bucket;
  }

  private void giveUp(int bucket) {
    int below = lessUsed[bucket];
    int above = moreUsed[bucket];
    if (below == NONE) {
      least = above;
    } else {
      moreUsed[below] = above;
    }
    if (above != NONE) {
      lessUsed[above] = below;
    }
    moreUsed[bucket] = firstFree;
    firstFree = bucket;
  }

  @Override
  public void cleared() {
    least = NONE;
    bucketsMade = 0;
    firstFree = NONE;
    bucketOf = new int[0];
    previousRow = new int[0];
    nextRow = new int[0];
    counts = new int[0];
    firstRow = new int[0];
    lastRow = new int[0];
    lessUsed = new int[0];
    moreUsed = new int[0];
  }

  @Override
  public void check(int expectedRows) {
    int seen = 0;
    int before = 0;
    for (int bucket = least; bucket != NONE; bucket = moreUsed[bucket]) {
      RowTable.require(counts[bucket] > before, "the buckets are not in the order of their counts");
      RowTable.require(firstRow[bucket] != NONE, "a bucket is empty");
      before = counts[bucket];
      for (int row = firstRow[bucket]; row != NONE; row = nextRow[row]) {
        RowTable.require(bucketOf[row] == bucket, "a row says it is in another bucket");
        RowTable.require(rows.weightOf(row) > 0, "a weightless row is in a bucket");
        RowTable.require(seen++ <= expectedRows, "a bucket has a loop");
      }
    }
    RowTable.require(seen <= expectedRows, seen + " rows are ordered, " + expectedRows + " in use");
  }
}
