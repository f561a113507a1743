package dev.larder.internal.disk;

import dev.larder.tier.TierKey;

/**
 * A key, as the database has it.
 *
 * @param hash by which the index knows it
 * @param row the key of its row
 * @param length of the key itself, in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DiskKey(long hash, byte[] row, int length) {
  static DiskKey of(TierKey key) {
    long hash = DiskRecord.hash(key.bytes());
    return new DiskKey(hash, DiskRecord.key(hash, key.bytes()), key.length());
  }
}
