package dev.larder.internal.core;

/**
 * A cache of hashes without values, run by the real policy in one mode, to learn what hit ratio that has. Hashes stand for keys:
 * two keys with one hash are one. Grows with its entries. Not thread-safe.
 */
final class MiniCache implements EvictionPolicy.Rows {
  private static final int SMALLEST = 8;

  private final TinyLfuPolicy policy;

  /** Of a free row, for its hash: the next free row + 1. */
  private final RowHeaders headers = new RowHeaders();

  /** Open addressing with linear probing, at most half full; a cell is row + 1, or 0. */
  private int[] index = new int[2 * SMALLEST];

  private int size;
  private int rowsUsed;

  /** A free row + 1, or 0. */
  private int firstFree;

  /** Reads {@code sketch}; who asks counts into it, once for all that share it. */
  MiniCache(Mode mode, FrequencySketch sketch) {
    policy = new TinyLfuPolicy(this, sketch, mode);
    headers.ensureCapacity(SMALLEST);
    policy.ensureRows(SMALLEST);
  }

  /** Asks for the key with this hash and, when it is not there, stores it, among {@code capacity}. Returns whether it was there. */
  boolean access(int hash, int capacity) {
    int position = find(hash);
    if (index[position] != 0) {
      policy.accessed(index[position] - 1, 1);
      return true;
    }
    insert(hash);
    while (size > capacity) {
      removeRow(policy.victim());
    }
    return false;
  }

  /** Forgets the key, if it is there. */
  void remove(int hash) {
    int position = find(hash);
    if (index[position] != 0) {
      removeRow(index[position] - 1);
    }
  }

  private void insert(int hash) {
    if (firstFree == 0 && rowsUsed == headers.capacity()) {
      grow();
    }
    int row = rowsUsed;
    if (firstFree == 0) {
      rowsUsed++;
    } else {
      row = firstFree - 1;
      firstFree = headers.hash(row);
    }
    headers.setHash(row, hash);
    index[find(hash)] = row + 1;
    size++;
    policy.inserted(row);
  }

  private void removeRow(int row) {
    policy.removed(row);
    removeCell(find(headers.hash(row)));
    headers.setHash(row, firstFree);
    firstFree = row + 1;
    size--;
  }

  /** Only when no row is free. */
  private void grow() {
    headers.ensureCapacity(2 * headers.capacity());
    index = new int[2 * headers.capacity()];
    for (int row = 0; row < rowsUsed; row++) {
      index[find(headers.hash(row))] = row + 1;
    }
    policy.ensureRows(headers.capacity());
  }

  /** The cell of the hash, or the empty one where it would have to be. */
  private int find(int hash) {
    int mask = index.length - 1;
    int position = hash & mask;
    while (index[position] != 0 && headers.hash(index[position] - 1) != hash) {
      position = (position + 1) & mask;
    }
    return position;
  }

  /** Knuth, TAOCP 3, 6.4, algorithm R: a cell behind moves into the hole unless its home lies between. */
  private void removeCell(int position) {
    int mask = index.length - 1;
    int hole = position;
    for (int next = (hole + 1) & mask; index[next] != 0; next = (next + 1) & mask) {
      int home = headers.hash(index[next] - 1) & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        index[hole] = index[next];
        hole = next;
      }
    }
    index[hole] = 0;
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
    return 1;
  }

  @Override
  public int takeMarks(int row) {
    return 0;
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. O(n): for tests. */
  void check() {
    policy.check(size);
    int cells = 0;
    for (int cell : index) {
      if (cell != 0) {
        cells++;
        if (index[find(headers.hash(cell - 1))] != cell) {
          throw new IllegalStateException("a miniature's row " + cell + " cannot be found");
        }
      }
    }
    if (cells != size) {
      throw new IllegalStateException("a miniature of " + size + " has " + cells + " cells");
    }
  }
}
