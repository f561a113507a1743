package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of rows in parallel arrays; the half of a {@link Stripe} that knows keys and values, but neither order nor time.
 *
 * <pre>
 *   index   int[]     buckets of six cells and their tags: see Buckets
 *                     a cell = marks (2 bits) | row + 1 (24 bits); 0 = empty
 *   slots   Object[]  key at 2r + 2, value at 2r + 3: one cache line holds both; 0 and 1 belong to the empty cell
 *   headers int[]     the full hash and the policy's links: see RowHeaders; of a free row, for its hash: the next free row + 1
 *   weights int[]     only with a weigher
 * </pre>
 *
 * <p>Rows never move while their entry lives; cells may: a deletion from a full bucket pulls back what had to
 * pass it, so there are no tombstones.
 *
 * <p>It <em>is</em> its own lock, to save a pointer on each read. Writers hold the write lock for everything here but
 * {@link #mark}. Readers read the arrays as they find them, and believe what they read only when no writer has {@linkplain
 * #disturbReaders disturbed} them since. Another value for a key that is there is one store, which disturbs nobody. Keys are
 * published with release and read with acquire, because a reader calls {@code equals} on a key before it knows whether it was
 * disturbed.
 */
abstract class RowTable<K, V> extends WriterLock {
  private static final long serialVersionUID = 1;

  static final int NONE = -1;

  static final int ROW_MASK = (1 << 24) - 1;
  static final int MARK_SHIFT = 24;
  static final int ONE_MARK = 1 << MARK_SHIFT;
  static final int MARK_MASK = 3 << MARK_SHIFT;

  /** More rows than a cell can number cannot be had in one stripe. */
  static final int MAXIMUM_ROWS = ROW_MASK - 1;

  /* A cluster of more keys with one full hash than this is an attack or a broken hashCode; a bounded table evicts within it. */
  static final int CLUSTER_LIMIT = 16;

  private static final int KEY = 2;
  private static final int VALUE = 3;
  private static final int SMALLEST = 16;

  /* What an empty table consists of: shared by all, and never written to. So a table that is not used takes no room, and to clear one is quick. */
  private static final int[] NO_INDEX = new int[Buckets.length(0)];
  private static final @Nullable Object[] NO_SLOTS = new Object[KEY];
  private static final int[] NO_ROWS = new int[0];

  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[].class);

  int[] index;

  @Nullable
  Object[] slots;

  /** Hashes, and the policy's links; of a free row, for its hash: the next free row + 1. */
  final RowHeaders headers = new RowHeaders();

  private int @Nullable [] weights;
  private final int expectedRows;
  private final boolean weighted;

  private int size;
  private int capacity;
  private int rowsUsed;
  private int firstFree = NONE;

  /** What the last {@link #find} that found nothing saw on its way: rows with the same full hash, and one to sacrifice. */
  private int clusterSize;

  private int clusterVictim = NONE;

  /** {@code expectedRows}: growth stops to be generous there; 0 when unknown. */
  RowTable(int expectedRows, boolean weighted) {
    this.expectedRows = expectedRows;
    this.weighted = weighted;
    index = NO_INDEX;
    slots = NO_SLOTS;
    weights = weighted ? NO_ROWS : null;
    foundAt = Buckets.position(0, 0);
  }

  // -- what both readers and writers compute

  static int rowOf(int cell) {
    return (cell & ROW_MASK) - 1;
  }

  /** Where the cell's key is; its value is next to it. */
  static int slotOf(int cell) {
    return 2 * (cell & ROW_MASK);
  }

  /** Compares with a key that was read without the lock, before it is known to be there still: but what is in it is there. */
  static boolean isEqual(Object key, Object candidate) {
    VarHandle.acquireFence();
    return key.equals(candidate);
  }

  /**
   * Notes a hit in the cell that was read; the one thing readers ever write. Harmless when a writer was there since: the cell
   * then has another content, or stands for an entry that gets one mark too many.
   *
   * @return whether this was the first mark
   */
  static boolean mark(int[] cells, int position, int cell) {
    return (cell & MARK_MASK) != MARK_MASK
        && CELLS.compareAndSet(cells, position, cell, cell + ONE_MARK)
        && (cell & MARK_MASK) == 0;
  }

  /** Makes all that writers did before they last unlocked visible to a plain read that follows. */
  final void acquireWrites() {
    tryOptimisticRead();
  }

  // -- under the lock

  /** The position of the key's cell in the index, or {@link #NONE}. */
  final int find(Object key, int hash) {
    int[] cells = index;
    long pattern = Buckets.pattern(hash);
    forgetCluster();
    for (int bucket = Buckets.home(hash, cells.length);
        ;
        bucket = Buckets.after(bucket, cells.length)) {
      long tags = Buckets.tags(cells, bucket);
      for (long matches = Buckets.matches(tags, pattern); matches != 0; matches &= matches - 1) {
        int position = Buckets.position(bucket, matches);
        Object found = slots[slotOf(cells[position])];
        if (found == key || key.equals(found)) {
          foundAt = position;
          return position;
        }
        noteCluster(cells[position], hash);
      }
      if (Buckets.empties(tags) != 0) {
        return NONE;
      }
    }
  }

  private void forgetCluster() {
    // Nearly never; and readers keep the line as long as nobody writes to it.
    if (clusterSize != 0) {
      clusterSize = 0;
      clusterVictim = NONE;
    }
  }

  private void noteCluster(int cell, int hash) {
    int row = rowOf(cell);
    if (row != NONE && headers.hash(row) == hash) {
      clusterSize++;
      // The first one without a mark: the oldest in the cluster that nobody has read lately.
      if (clusterVictim == NONE || (isMarked(clusterVictim) && (cell & MARK_MASK) == 0)) {
        clusterVictim = row;
      }
    }
  }

  private boolean isMarked(int row) {
    return (index[positionOf(row)] & MARK_MASK) != 0;
  }

  final int rowAt(int position) {
    return rowOf(index[position]);
  }

  /** After a {@link #find} without result: the row that should leave first, because too many share this hash, or {@link #NONE}. */
  final int crowdedOut() {
    return clusterSize >= CLUSTER_LIMIT ? clusterVictim : NONE;
  }

  /** A row for a key that {@link #find} did not find. */
  final int insert(K key, int hash, V value, int weight) {
    int row = takeFreeRow();
    disturbReaders();
    headers.setHash(row, hash);
    if (weights != null) {
      weights[row] = weight;
    }
    slots[VALUE + 2 * row] = value;
    VarHandle.releaseFence();
    slots[KEY + 2 * row] = key;
    Buckets.put(index, row + 1, hash);
    size++;
    return row;
  }

  /** Takes the row out of the index and frees it. */
  final void delete(int row) {
    disturbReaders();
    removeCell(positionOf(row));
    slots[KEY + 2 * row] = null;
    slots[VALUE + 2 * row] = null;
    headers.setHash(row, firstFree + 1);
    firstFree = row;
    size--;
  }

  /** Empties the table at once and gives its memory back. */
  void reset() {
    disturbReaders();
    index = NO_INDEX;
    slots = NO_SLOTS;
    headers.clear();
    capacity = 0;
    weights = weighted ? NO_ROWS : null;
    size = 0;
    rowsUsed = 0;
    firstFree = NONE;
  }

  final int size() {
    return size;
  }

  /** Rows 0 to this - 1 have been in use at some time. */
  final int rowsUsed() {
    return rowsUsed;
  }

  final int capacity() {
    return capacity;
  }

  final boolean isFree(int row) {
    return slots[KEY + 2 * row] == null;
  }

  @SuppressWarnings("unchecked")
  final K key(int row) {
    return (K) requireNonNull(slots[KEY + 2 * row]);
  }

  @SuppressWarnings("unchecked")
  final V value(int row) {
    return (V) requireNonNull(slots[VALUE + 2 * row]);
  }

  /** Readers may see it at once. */
  final void setValue(int row, V value) {
    SLOTS.setRelease(slots, VALUE + 2 * row, value);
  }

  public final int hashOf(int row) {
    return headers.hash(row);
  }

  public final RowHeaders headers() {
    return headers;
  }

  public final int weightOf(int row) {
    return weights == null ? 1 : weights[row];
  }

  final void setWeight(int row, int weight) {
    if (weights != null) {
      weights[row] = weight;
    }
  }

  public final int takeMarks(int row) {
    int position = positionOf(row);
    // Most rows that a policy asks for have none, and looking is cheaper than an atomic write.
    return (index[position] & MARK_MASK) == 0 ? 0 : takeMarksAt(position);
  }

  /** The row whose cell is here, or {@link #NONE} when it has no marks or there is none. */
  final int markedRowAt(int position) {
    int cell = index[position];
    return (cell & MARK_MASK) == 0 ? NONE : rowOf(cell);
  }

  final int takeMarksAt(int position) {
    // Plain: a reader's mark that comes in between is lost, or is taken at the next time; a reader
    // whose mark comes later finds another
    // cell than it saw.
    int cell = index[position];
    index[position] = cell & ~MARK_MASK;
    return (cell & MARK_MASK) >>> MARK_SHIFT;
  }

  /** Called when rows 0 to {@code rows} - 1 must have room in every other column, too. */
  abstract void ensureColumns(int rows);

  private int takeFreeRow() {
    if (firstFree != NONE) {
      int row = firstFree;
      firstFree = headers.hash(row) - 1;
      return row;
    }
    if (rowsUsed == capacity) {
      grow();
    }
    return rowsUsed++;
  }

  /** A quarter at a time, and not beyond what a bounded stripe is expected to need: tight arrays read faster, too. */
  private void grow() {
    int rows = capacity;
    int wanted = rows + (rows >> 2) + SMALLEST;
    if (rows < expectedRows && wanted > expectedRows) {
      wanted = Math.max(SMALLEST, expectedRows);
    }
    if (rows >= MAXIMUM_ROWS) {
      throw new IllegalStateException(
          "a stripe is full at " + MAXIMUM_ROWS + " entries; bound the cache with maximum-size");
    }
    resize(Math.min(wanted, MAXIMUM_ROWS));
  }

  private void resize(int rows) {
    disturbReaders();
    // All that can fail for want of memory comes first, so that a failure leaves the table as it
    // was.
    ensureColumns(rows);
    headers.ensureCapacity(rows);
    int[] newIndex = new int[Buckets.length(rows)];
    @Nullable Object[] newSlots = Arrays.copyOf(slots, KEY + 2 * rows);
    int[] newWeights = weights == null ? null : Arrays.copyOf(weights, rows);
    for (int bucket = 0; bucket < index.length; bucket = bucket + Buckets.SIZE) {
      for (int lane = 0; lane < Buckets.LANES; lane++) {
        int cell = index[Buckets.position(bucket, lane)];
        if (cell != 0) {
          Buckets.put(newIndex, cell, headers.hash(rowOf(cell)));
        }
      }
    }
    slots = newSlots;
    capacity = rows;
    weights = newWeights;
    index = newIndex;
  }

  /** The position of the row in the index; nearly for nothing when it is the one that was just found. */
  final int lastFound(int row) {
    return foundAt < index.length && rowAt(foundAt) == row ? foundAt : positionOf(row);
  }

  private int positionOf(int row) {
    int[] cells = index;
    int hash = headers.hash(row);
    long pattern = Buckets.pattern(hash);
    for (int bucket = Buckets.home(hash, cells.length);
        ;
        bucket = Buckets.after(bucket, cells.length)) {
      long tags = Buckets.tags(cells, bucket);
      for (long matches = Buckets.matches(tags, pattern); matches != 0; matches &= matches - 1) {
        int position = Buckets.position(bucket, matches);
        if (rowAt(position) == row) {
          return position;
        }
      }
      require(Buckets.empties(tags) == 0, "a row is not in the index");
    }
  }

  /**
   * Knuth's deletion for linear probing (TAOCP 3, 6.4, algorithm R), by buckets: when a full bucket loses a cell, one that had to
   * pass it comes back, and so on from where that was.
   */
  private void removeCell(int position) {
    int[] cells = index;
    int hole = position;
    int bucket = Buckets.of(hole);
    boolean wasFull = Buckets.empties(Buckets.tags(cells, bucket)) == 0;
    while (wasFull) {
      bucket = Buckets.after(bucket, cells.length);
      wasFull = Buckets.empties(Buckets.tags(cells, bucket)) == 0;
      int passed = passerBy(bucket, Buckets.of(hole));
      if (passed != NONE) {
        Buckets.set(cells, hole, cells[passed], headers.hash(rowAt(passed)));
        hole = passed;
      }
    }
    Buckets.clear(cells, hole);
  }

  /** The position of a cell in {@code bucket} that had to pass {@code full} on its way there, or {@link #NONE}. */
  private int passerBy(int bucket, int full) {
    int[] cells = index;
    for (int lane = 0; lane < Buckets.LANES; lane++) {
      int position = Buckets.position(bucket, lane);
      if (cells[position] != 0) {
        int home = Buckets.home(headers.hash(rowAt(position)), cells.length);
        boolean between =
            full <= bucket ? full < home && home <= bucket : full < home || home <= bucket;
        if (!between) {
          return position;
        }
      }
    }
    return NONE;
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. O(n): for tests. */
  final void checkRows() {
    int cellsInUse = 0;
    for (int bucket = 0; bucket < index.length; bucket = bucket + Buckets.SIZE) {
      for (int lane = 0; lane < Buckets.LANES; lane++) {
        cellsInUse += checkCell(Buckets.position(bucket, lane));
      }
    }
    require(cellsInUse == size, size + " entries, but " + cellsInUse + " cells");
    int free = 0;
    for (int row = firstFree; row != NONE; row = headers.hash(row) - 1) {
      require(
          isFree(row) && slots[VALUE + 2 * row] == null, "a row on the free list holds an entry");
      require(free++ < rowsUsed, "the free list has a loop");
    }
    require(
        size + free == rowsUsed,
        size + " entries and " + free + " free rows do not make " + rowsUsed);
    require(rowsUsed <= capacity && index.length > size, "the columns are too short");
    require(slots[0] == null && slots[1] == null, "the empty cell has a key");
  }

  private int checkCell(int position) {
    int cell = index[position];
    int row = rowOf(cell);
    require(
        Buckets.isSound(index, position, cell == 0 ? 0 : headers.hash(row)),
        "a cell has another one's tag");
    if (cell == 0) {
      return 0;
    }
    require(row < rowsUsed && !isFree(row), "a cell points to a free row");
    require(rowAt(find(key(row), headers.hash(row))) == row, "a row cannot be found by its key");
    return 1;
  }

  static void require(boolean holds, String invariant) {
    if (!holds) {
      throw new IllegalStateException(invariant);
    }
  }
}
