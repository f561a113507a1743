package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of rows in parallel arrays; the half of a {@link Stripe} that knows keys and values, but neither order nor time.
 *
 * <pre>
 *   index   int[]     open addressing, linear probing, load at most 0.7; 0 = empty
 *                     a cell = tag of the hash (6 bits) | marks (2 bits) | row + 1 (24 bits)
 *   slots   Object[]  key at 2r + 2, value at 2r + 3: one cache line holds both; 0 and 1 belong to the empty cell
 *   hashes  int[]     the full hash; of a free row: the next free row + 1
 *   weights int[]     only with a weigher
 * </pre>
 *
 * <p>Rows never move while their entry lives; cells do: a deletion shifts the cells behind it back, so there are no tombstones.
 *
 * <p>It <em>is</em> its own lock, to save a pointer on each read. Writers hold the write lock for everything here but
 * {@link #mark}. Readers take an optimistic stamp, read the arrays as they find them, and believe what they read only when the
 * stamp is still valid. Keys are published with release and read with acquire, because a reader calls {@code equals} on a key
 * before it can validate.
 */
abstract class RowTable<K, V> extends StampedLock {
  static final int NONE = -1;

  static final int ROW_MASK = (1 << 24) - 1;
  static final int MARK_SHIFT = 24;
  static final int ONE_MARK = 1 << MARK_SHIFT;
  static final int MARK_MASK = 3 << MARK_SHIFT;
  static final int TAG_MASK = -1 << 26;

  /** How far to the left the bits of a hash are that become its tag. */
  private static final int TAG_LEFT = 20;

  /** More rows than a cell can number cannot be had in one stripe. */
  static final int MAXIMUM_ROWS = ROW_MASK - 1;

  /* A cluster of more keys with one full hash than this is an attack or a broken hashCode; a bounded table evicts within it. */
  static final int CLUSTER_LIMIT = 16;

  private static final int KEY = 2;
  private static final int VALUE = 3;
  private static final int SMALLEST = 16;
  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[].class);

  int[] index;

  @Nullable
  Object[] slots;

  private int[] hashes;
  private int @Nullable [] weights;
  private final int expectedRows;
  private final boolean weighted;

  private int size;
  private int rowsUsed;
  private int firstFree = NONE;

  /** What the last {@link #find} that found nothing saw on its way: rows with the same full hash, and one to sacrifice. */
  private int clusterSize;

  private int clusterVictim;

  /** {@code expectedRows}: growth stops to be generous there; 0 when unknown. */
  RowTable(int expectedRows, boolean weighted) {
    this.expectedRows = expectedRows;
    this.weighted = weighted;
    int rows = SMALLEST;
    index = new int[indexLength(rows)];
    slots = new Object[KEY + 2 * rows];
    hashes = new int[rows];
    weights = weighted ? new int[rows] : null;
  }

  // -- what both readers and writers compute

  /** Lemire's range reduction: the index need not be a power of two, so it can be filled tightly. Takes the high bits. */
  static int home(int hash, int length) {
    return (int) (((hash & 0xFFFF_FFFFL) * length) >>> 32);
  }

  /** Six bits of the hash that choose neither the stripe (the lowest bits) nor, in all but huge stripes, the cell (the highest). */
  static int tag(int hash) {
    return (hash << TAG_LEFT) & TAG_MASK;
  }

  /** Whether the cell may be that of a key with this hash. An empty cell may say so, too: its slot holds no key. */
  static boolean hasTag(int cell, int hash) {
    return ((cell ^ (hash << TAG_LEFT)) & TAG_MASK) == 0;
  }

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
    int tag = tag(hash);
    int inCluster = 0;
    int victim = NONE;
    boolean victimIsMarked = false;
    for (int position = home(hash, cells.length); ; position = after(position, cells.length)) {
      int cell = cells[position];
      if (cell == 0) {
        clusterSize = inCluster;
        clusterVictim = victim;
        return NONE;
      }
      if ((cell & TAG_MASK) == tag) {
        int row = rowOf(cell);
        Object found = slots[KEY + 2 * row];
        if (found == key || key.equals(found)) {
          return position;
        }
        if (hashes[row] == hash) {
          inCluster++;
          // The first one without a mark: the oldest in the cluster that nobody has read lately.
          if (victim == NONE || (victimIsMarked && (cell & MARK_MASK) == 0)) {
            victim = row;
            victimIsMarked = (cell & MARK_MASK) != 0;
          }
        }
      }
    }
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
    hashes[row] = hash;
    if (weights != null) {
      weights[row] = weight;
    }
    slots[VALUE + 2 * row] = value;
    SLOTS.setRelease(slots, KEY + 2 * row, key);
    putCell(index, tag(hash) | (row + 1), hash);
    size++;
    return row;
  }

  /** Takes the row out of the index and frees it. */
  final void delete(int row) {
    removeCell(positionOf(row));
    slots[KEY + 2 * row] = null;
    slots[VALUE + 2 * row] = null;
    hashes[row] = firstFree + 1;
    firstFree = row;
    size--;
  }

  /** Empties the table at once and gives its memory back. */
  void reset() {
    index = new int[indexLength(SMALLEST)];
    slots = new Object[KEY + 2 * SMALLEST];
    hashes = new int[SMALLEST];
    weights = weighted ? new int[SMALLEST] : null;
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
    return hashes.length;
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

  final void setValue(int row, V value) {
    slots[VALUE + 2 * row] = value;
  }

  public final int hashOf(int row) {
    return hashes[row];
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
    int cell = (int) CELLS.getAndBitwiseAnd(index, position, ~MARK_MASK);
    return (cell & MARK_MASK) >>> MARK_SHIFT;
  }

  /** Called when rows 0 to {@code rows} - 1 must have room in every other column, too. */
  abstract void ensureColumns(int rows);

  private int takeFreeRow() {
    if (firstFree != NONE) {
      int row = firstFree;
      firstFree = hashes[row] - 1;
      return row;
    }
    if (rowsUsed == hashes.length) {
      grow();
    }
    return rowsUsed++;
  }

  /** A quarter at a time, and not beyond what a bounded stripe is expected to need: tight arrays read faster, too. */
  private void grow() {
    int rows = hashes.length;
    int wanted = rows + (rows >> 2) + SMALLEST;
    if (rows < expectedRows && wanted > expectedRows) {
      wanted = expectedRows;
    }
    if (rows >= MAXIMUM_ROWS) {
      throw new IllegalStateException(
          "a stripe is full at " + MAXIMUM_ROWS + " entries; bound the cache with maximum-size");
    }
    resize(Math.min(wanted, MAXIMUM_ROWS));
  }

  private void resize(int rows) {
    // All that can fail for want of memory comes first, so that a failure leaves the table as it
    // was.
    ensureColumns(rows);
    int[] newIndex = new int[indexLength(rows)];
    @Nullable Object[] newSlots = Arrays.copyOf(slots, KEY + 2 * rows);
    int[] newHashes = Arrays.copyOf(hashes, rows);
    int[] newWeights = weights == null ? null : Arrays.copyOf(weights, rows);
    for (int cell : index) {
      if (cell != 0) {
        putCell(newIndex, cell, hashes[rowOf(cell)]);
      }
    }
    slots = newSlots;
    hashes = newHashes;
    weights = newWeights;
    index = newIndex;
  }

  private static int indexLength(int rows) {
    return (int) (rows * 10L / 7) + 1;
  }

  private static int after(int position, int length) {
    int next = position + 1;
    return next == length ? 0 : next;
  }

  private static void putCell(int[] cells, int cell, int hash) {
    int position = home(hash, cells.length);
    while (cells[position] != 0) {
      position = after(position, cells.length);
    }
    cells[position] = cell;
  }

  final int positionOf(int row) {
    int[] cells = index;
    int position = home(hashes[row], cells.length);
    while ((cells[position] & ROW_MASK) != row + 1) {
      position = after(position, cells.length);
    }
    return position;
  }

  /** Knuth's deletion for linear probing (TAOCP 3, 6.4, algorithm R): each cell behind moves up if its home allows. */
  private void removeCell(int position) {
    int[] cells = index;
    int hole = position;
    for (int next = after(hole, cells.length); cells[next] != 0; next = after(next, cells.length)) {
      int cell = cells[next];
      int home = home(hashes[rowOf(cell)], cells.length);
      boolean mustStay = hole <= next ? hole < home && home <= next : hole < home || home <= next;
      if (!mustStay) {
        cells[hole] = cell;
        hole = next;
      }
    }
    cells[hole] = 0;
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. O(n): for tests. */
  final void checkRows() {
    int cellsInUse = 0;
    for (int cell : index) {
      if (cell != 0) {
        cellsInUse++;
        int row = rowOf(cell);
        require(row < rowsUsed && !isFree(row), "a cell points to a free row");
        require((cell & TAG_MASK) == tag(hashes[row]), "a cell has another row's tag");
        require(rowAt(find(key(row), hashes[row])) == row, "a row cannot be found by its key");
      }
    }
    require(cellsInUse == size, size + " entries, but " + cellsInUse + " cells");
    int free = 0;
    for (int row = firstFree; row != NONE; row = hashes[row] - 1) {
      require(
          isFree(row) && slots[VALUE + 2 * row] == null, "a row on the free list holds an entry");
      require(free++ < rowsUsed, "the free list has a loop");
    }
    require(
        size + free == rowsUsed,
        size + " entries and " + free + " free rows do not make " + rowsUsed);
    require(rowsUsed <= hashes.length && index.length > size, "the columns are too short");
  }

  static void require(boolean holds, String invariant) {
    if (!holds) {
      throw new IllegalStateException(invariant);
    }
  }
}
