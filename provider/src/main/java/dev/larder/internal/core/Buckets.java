package dev.larder.internal.core;

/**
 * The index of a {@link RowTable}: what is where in its one array of ints. Stateless.
 *
 * <pre>
 *   a bucket, 32 bytes:  | tags of lanes 0..3 | tags of lanes 4, 5; filler | cell 0 | cell 1 | ... | cell 5 |
 *
 *   a tag  = 1 and seven bits of the hash; 0: the lane is empty
 *   a cell = marks (2 bits, at 24) | row + 1 (24 bits)
 * </pre>
 *
 * <p>All six tags are compared at once, as one word (Lamport: Multiple Byte Processing with Full-Word Instructions, CACM 18(8), 1975;
 * Swiss tables and F14 do the same with vector instructions): a look-up then has one branch to predict, which nearly always goes the
 * same way, where linear probing has an unpredictable one for each cell.
 *
 * <p>An entry is in its home bucket, or, when that was full, in the first one behind it that was not. Invariant: all buckets
 * between an entry's home and its place are full. So a search ends at the first bucket with an empty lane; a deletion from a full
 * bucket has to pull back what had to pass it ({@link RowTable}).
 */
final class Buckets {
  static final int LANES = 6;

  private static final int SHIFT = 3;
  static final int SIZE = 1 << SHIFT;

  /** Where the cells begin, behind the tags. */
  private static final int CELLS = 2;

  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** The high bits of the six lanes' bytes; the two bytes behind them are filler, always zero. */
  private static final long LANE_BITS = 0x0000_8080_8080_8080L;

  /* Full to 0.76 when all rows are in use: an entry costs 7 bytes of index, and about one in eight is not in its home bucket. */
  private static final int PERCENT_FULL = 76;

  private Buckets() {}

  /** The length of an index for so many rows. */
  static int length(int rows) {
    return ((int) (rows * 100L / (PERCENT_FULL * LANES)) + 1) << SHIFT;
  }

  /** Lemire's range reduction: the number of buckets need not be a power of two. Takes the high bits. */
  static int home(int hash, int length) {
    return (int) (((hash & 0xFFFF_FFFFL) * (length >>> SHIFT)) >>> 32) << SHIFT;
  }

  static int after(int bucket, int length) {
    int next = bucket + SIZE;
    return next == length ? 0 : next;
  }

  /** The bucket that a cell's position is in. */
  static int of(int position) {
    return position & -SIZE;
  }

  /** The tags of a bucket, a byte a lane. */
  static long tags(int[] index, int bucket) {
    return (index[bucket] & 0xFFFF_FFFFL) | ((long) index[bucket + 1] << 32);
  }

  /** The tag of a hash, in each byte. Seven bits that choose neither the stripe (the lowest) nor the bucket (the highest). */
  static long pattern(int hash) {
    return (((hash >>> 7) & 0x7F) | 0x80) * EACH_BYTE;
  }

  /** A bit for each lane whose tag equals that of the pattern; rarely one too many, behind one that does. */
  static long matches(long tags, long pattern) {
    long difference = tags ^ pattern;
    return (difference - EACH_BYTE) & ~difference & HIGH_BITS;
  }

  /** A bit for each lane that is empty. */
  static long empties(long tags) {
    return ~tags & LANE_BITS;
  }

  /** The position of the cell in the first lane that has its bit set. */
  static int position(int bucket, long lanes) {
    return bucket + CELLS + (Long.numberOfTrailingZeros(lanes) >>> SHIFT);
  }

  /** The position of the cell in a lane. */
  static int position(int bucket, int lane) {
    return bucket + CELLS + lane;
  }

  /** Puts a cell into the first empty lane from its home on. */
  static void put(int[] index, int cell, int hash) {
    int bucket = home(hash, index.length);
    long empties = empties(tags(index, bucket));
    while (empties == 0) {
      bucket = after(bucket, index.length);
      empties = empties(tags(index, bucket));
    }
    set(index, position(bucket, empties), cell, hash);
  }

  static void set(int[] index, int position, int cell, int hash) {
    index[position] = cell;
    setTag(index, position, (int) pattern(hash) & 0xFF);
  }

  static void clear(int[] index, int position) {
    setTag(index, position, 0);
    index[position] = 0;
  }

  private static void setTag(int[] index, int position, int tag) {
    int bucket = of(position);
    int lane = position - bucket - CELLS;
    int word = bucket + (lane >>> 2);
    int shift = (lane & 3) << SHIFT;
    index[word] = (index[word] & ~(0xFF << shift)) | (tag << shift);
  }

  /** Whether the tag at this position is that of the hash, or, with the cell, empty. For the consistency check. */
  static boolean isSound(int[] index, int position, int hash) {
    int bucket = of(position);
    int lane = position - bucket - CELLS;
    int tag = (int) (tags(index, bucket) >>> (lane << SHIFT)) & 0xFF;
    return tag == (index[position] == 0 ? 0 : (int) pattern(hash) & 0xFF);
  }
}
