package dev.larder.internal.core;

import java.util.Arrays;

/**
 * Caches of hashes without values, one for each of some modes and each run by the real policy, to learn what hit ratio those have. All are asked
 * for the same; so they share one index, and one look-up finds the key in all of them. Hashes stand for keys: two keys with one hash are
 * one. Grows with its entries. Not thread-safe.
 *
 * <pre>
 *   index  int[]   open addressing with linear probing, at most two thirds full: place + 1; 0 = empty
 *   hashes int[]   by place: of a key that is in at least one cache; of a free place: the next free place + 1
 *   rows   short[] by place, a few in a row, one for each cache: the row that the key has there + 1; 0: it is not there
 * </pre>
 */
final class MiniCaches {
  private static final int SMALLEST = 8;

  /** A number of {@link #rows} can name so many rows, and the one that comes before another one leaves. */
  private static final int MOST = Short.MAX_VALUE - 1;

  private final MiniCache[] caches;
  private int[] index = new int[2 * SMALLEST];
  private int[] hashes = new int[SMALLEST];
  private short[] rows;
  private int placesUsed;

  /** A free place + 1, or 0. */
  private int firstFree;

  /** Read {@code sketch}; who asks counts into it, once for all. */
  MiniCaches(FrequencySketch sketch, Mode... modes) {
    caches = new MiniCache[modes.length];
    for (int i = 0; i < modes.length; i++) {
      caches[i] = new MiniCache(modes[i], sketch);
    }
    rows = new short[SMALLEST * modes.length];
  }

  /**
   * Asks each cache for the key with this hash and, where it is not, stores it, among {@code capacity}, which is at most {@link #MOST}.
   *
   * @return a bit for each cache where it was, the lowest for the first one
   */
  int access(int hash, int capacity) {
    if (capacity > MOST) {
      throw new IllegalArgumentException(
          "a miniature is to hold " + capacity + " keys; it can hold " + MOST);
    }
    int place = placeOf(hash);
    int found = 0;
    for (int i = 0; i < caches.length; i++) {
      int row = rows[place * caches.length + i] - 1;
      if (row >= 0) {
        caches[i].policy.accessed(row, 1);
        found |= 1 << i;
      } else {
        rows[place * caches.length + i] = (short) (caches[i].insert(hash, place) + 1);
      }
    }
    if (found != (1 << caches.length) - 1) {
      for (int i = 0; i < caches.length; i++) {
        while (caches[i].size > capacity) {
          removeRow(i, caches[i].policy.victim());
        }
      }
    }
    return found;
  }

  /** Forgets the key, wherever it is. */
  void remove(int hash) {
    int place = index[find(hash)] - 1;
    for (int i = 0; place >= 0 && i < caches.length; i++) {
      int row = rows[place * caches.length + i] - 1;
      if (row >= 0) {
        removeRow(i, row);
      }
    }
  }

  private void removeRow(int cache, int row) {
    int place = caches[cache].remove(row);
    rows[place * caches.length + cache] = 0;
    for (int i = 0; i < caches.length; i++) {
      if (rows[place * caches.length + i] != 0) {
        return;
      }
    }
    removeCell(find(hashes[place]));
    hashes[place] = firstFree;
    firstFree = place + 1;
  }

  /** The place of the hash; another one, where it is in no cache yet. */
  private int placeOf(int hash) {
    int position = find(hash);
    if (index[position] != 0) {
      return index[position] - 1;
    }
    if (firstFree == 0 && placesUsed == hashes.length) {
      grow();
      position = find(hash);
    }
    int place = placesUsed;
    if (firstFree == 0) {
      placesUsed++;
    } else {
      place = firstFree - 1;
      firstFree = hashes[place];
    }
    hashes[place] = hash;
    index[position] = place + 1;
    return place;
  }

  /** Only when no place is free. An eighth at a time: an advisor has some dozens of these, in a few hundred kilobytes. */
  private void grow() {
    int places = hashes.length + hashes.length / 8;
    hashes = Arrays.copyOf(hashes, places);
    rows = Arrays.copyOf(rows, places * caches.length);
    index = new int[Integer.highestOneBit(places + places / 2 - 1) << 1];
    for (int place = 0; place < placesUsed; place++) {
      index[find(hashes[place])] = place + 1;
    }
  }

  /** The cell of the hash, or the empty one where it would have to be. */
  private int find(int hash) {
    int mask = index.length - 1;
    int position = hash & mask;
    while (index[position] != 0 && hashes[index[position] - 1] != hash) {
      position = (position + 1) & mask;
    }
    return position;
  }

  /** Knuth, TAOCP 3, 6.4, algorithm R: a cell behind moves into the hole unless its home lies between. */
  private void removeCell(int position) {
    int mask = index.length - 1;
    int hole = position;
    for (int next = (hole + 1) & mask; index[next] != 0; next = (next + 1) & mask) {
      int home = hashes[index[next] - 1] & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        index[hole] = index[next];
        hole = next;
      }
    }
    index[hole] = 0;
  }

  /** The rows of one mode, in the order of its policy. */
  private static final class MiniCache implements EvictionPolicy.Rows {
    final TinyLfuPolicy policy;

    /** Of a free row, for its hash: the next free row + 1. */
    private final RowHeaders headers = new RowHeaders();

    /** By row. */
    private int[] places = new int[SMALLEST];

    int size;
    private int rowsUsed;

    /** A free row + 1, or 0. */
    private int firstFree;

    MiniCache(Mode mode, FrequencySketch sketch) {
      policy = new TinyLfuPolicy(this, sketch, mode);
      headers.ensureCapacity(SMALLEST);
      policy.ensureRows(SMALLEST);
    }

    /** Returns its row. */
    int insert(int hash, int place) {
      if (firstFree == 0 && rowsUsed == headers.capacity()) {
        int wanted = 2 * headers.capacity();
        headers.ensureCapacity(wanted);
        places = Arrays.copyOf(places, wanted);
        policy.ensureRows(wanted);
      }
      int row = rowsUsed;
      if (firstFree == 0) {
        rowsUsed++;
      } else {
        row = firstFree - 1;
        firstFree = headers.hash(row);
      }
      headers.setHash(row, hash);
      places[row] = place;
      size++;
      policy.inserted(row);
      return row;
    }

    /** Returns its place. */
    int remove(int row) {
      policy.removed(row);
      headers.setHash(row, firstFree);
      firstFree = row + 1;
      size--;
      return places[row];
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
  }

  /** Throws an {@link IllegalStateException} naming the invariant that does not hold. O(n): for tests. */
  void check() {
    int[] sizes = new int[caches.length];
    for (int cell : index) {
      if (cell != 0) {
        RowTable.require(
            index[find(hashes[cell - 1])] == cell, "a miniature's key cannot be found");
        RowTable.require(countRows(cell - 1, sizes) > 0, "a key is in no miniature");
      }
    }
    for (int i = 0; i < caches.length; i++) {
      caches[i].policy.check(caches[i].size);
      RowTable.require(
          sizes[i] == caches[i].size,
          "a miniature of " + caches[i].size + " has " + sizes[i] + " keys");
    }
  }

  private int countRows(int place, int[] sizes) {
    int count = 0;
    for (int i = 0; i < caches.length; i++) {
      int row = rows[place * caches.length + i] - 1;
      if (row >= 0) {
        count++;
        sizes[i]++;
        RowTable.require(
            caches[i].places[row] == place && caches[i].hashOf(row) == hashes[place],
            "a miniature's row is another key's");
      }
    }
    return count;
  }
}
