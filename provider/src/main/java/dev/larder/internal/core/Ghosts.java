package dev.larder.internal.core;

/** When keys that were evicted lately had last been used. Not thread-safe: the stripe's lock guards it. */
final class Ghosts {
  /*
   * A lossy table of fingerprints in buckets of four, two bytes a ghost. A key belongs to one bucket, which is eight bytes, so a
   * look-up touches one cache line. The oldest of a full bucket makes room. A foreign key is taken for a ghost in one look-up of
   * 500; with shorter fingerprints and finer times, loops lose up to a fifth of their hits to such mistakes.
   *
   *   cell = fingerprint (11 bits, not 0) | time in units of eight ticks (5 bits); 0 = empty
   */
  static final int UNKNOWN = -1;

  private static final int WAYS = 4;
  private static final int TIME_BITS = 5;
  private static final int TIME_MASK = (1 << TIME_BITS) - 1;
  private static final int TICKS_SHIFT = 3;
  private static final int FINGERPRINTS = (1 << (Short.SIZE - TIME_BITS)) - 1;

  /*
   * With fewer ghosts than entries, a shift to a new working set that just fits is never noticed; one an entry costs 0.1 points of
   * mean hit ratio on our traces. So the first entries have two, and the others, where each byte counts a million times, one.
   */
  private static final int ENTRIES_WITH_TWO = 1 << 14;

  private short[] cells = new short[0];

  /** Forgets all when it has to grow; never shrinks. */
  void ensureCapacity(int entries) {
    int ghosts = entries + Math.min(entries, ENTRIES_WITH_TWO);
    int needed = (ghosts + WAYS - 1) / WAYS * WAYS;
    if (needed > cells.length) {
      cells = new short[needed];
    }
  }

  /** The key with this hash leaves at {@code now}, and was last used at {@code time}. */
  void record(int hash, int time, int now) {
    int mixed = mix(hash);
    int bucket = bucket(mixed);
    int fingerprint = fingerprint(mixed);
    int place = bucket;
    int oldestAge = -1;
    for (int i = bucket; i < bucket + WAYS; i++) {
      int cell = cells[i] & 0xFFFF;
      if (cell == 0 || cell >>> TIME_BITS == fingerprint) {
        place = i;
        break;
      }
      int age = ageAt(cell, now);
      if (age > oldestAge) {
        oldestAge = age;
        place = i;
      }
    }
    cells[place] = (short) ((fingerprint << TIME_BITS) | ((time >>> TICKS_SHIFT) & TIME_MASK));
  }

  /** How many ticks ago, at most, the key with this hash was last used, or {@link #UNKNOWN}; it is no ghost any more. */
  int takeAge(int hash, int now) {
    int mixed = mix(hash);
    int bucket = bucket(mixed);
    int fingerprint = fingerprint(mixed);
    for (int i = bucket; i < bucket + WAYS; i++) {
      int cell = cells[i] & 0xFFFF;
      if (cell >>> TIME_BITS == fingerprint) {
        cells[i] = 0;
        // Rounded up: whoever seems older than it is does no harm, while in a loop all are about as
        // old.
        return ((ageAt(cell, now) + 1) << TICKS_SHIFT) - 1;
      }
    }
    return UNKNOWN;
  }

  /** Forgets all and gives the memory back. */
  void clear() {
    cells = new short[0];
  }

  private static int ageAt(int cell, int now) {
    return ((now >>> TICKS_SHIFT) - cell) & TIME_MASK;
  }

  private static int fingerprint(int mixed) {
    return 1 + (mixed & FINGERPRINTS) % FINGERPRINTS;
  }

  private int bucket(int mixed) {
    return WAYS * (int) (((mixed & 0xFFFF_FFFFL) * (cells.length / WAYS)) >>> 32);
  }

  /** The finalizer of MurmurHash3: the table's hash is a plain product, and has chosen stripe and cell already. */
  private static int mix(int hash) {
    int h = (hash ^ (hash >>> 16)) * 0x85EB_CA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2_AE35;
    return h ^ (h >>> 16);
  }
}
