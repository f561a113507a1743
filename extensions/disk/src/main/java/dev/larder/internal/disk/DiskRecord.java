package dev.larder.internal.disk;

import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A row of the database.
 *
 * <pre>
 *   key:    'e' | hash of the key (8) | key
 *   value:  checksum of key and what follows (4) | kind (1) | version (8) | made at (8) | expires at (8) | bytes, or checksum of the file (4)
 * </pre>
 *
 * @param bytes null when they are in a file of their own
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DiskRecord(
    long version,
    long createdAt,
    long expiresAt,
    byte @Nullable [] bytes,
    long length,
    int fileChecksum) {
  static final byte ENTRY = 'e';
  static final int KEY_HEADER = 9;

  private static final byte INLINE = 1;
  private static final byte IN_FILE = 2;
  private static final int HEADER = 29;

  static DiskRecord of(TierValue value, long version) {
    return new DiskRecord(
        version, value.createdAt(), value.expiresAt(), value.bytes(), value.bytes().length, 0);
  }

  /** The same, with its bytes in a file. */
  DiskRecord inFile(int checksum) {
    return new DiskRecord(version, createdAt, expiresAt, null, length, checksum);
  }

  DiskRecord expiringAt(long then) {
    return new DiskRecord(version, createdAt, then, bytes, length, fileChecksum);
  }

  boolean isInFile() {
    return bytes == null;
  }

  /** What it takes, roughly, with the engine's own overhead. */
  int weight(int keyLength) {
    return (int) Math.min(Integer.MAX_VALUE, length + keyLength + HEADER + KEY_HEADER + 16);
  }

  // -- keys

  /** Spreads over 64 bits, so that two keys of a cache hardly ever share one; if they do, they are evicted together. */
  static long hash(byte[] key) {
    long hash = 0xCBF2_9CE4_8422_2325L ^ key.length;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * 0x0000_0100_0000_01B3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9E37_79B9_7F4A_7C15L;
    return hash ^ (hash >>> 29);
  }

  static byte[] key(long hash, byte[] key) {
    return ByteBuffer.allocate(KEY_HEADER + key.length)
        .put(ENTRY)
        .putLong(hash)
        .put(key)
        .array();
  }

  static byte[] prefix(long hash) {
    return key(hash, new byte[0]);
  }

  static long hashOf(byte[] databaseKey) {
    return ByteBuffer.wrap(databaseKey).getLong(1);
  }

  static TierKey keyOf(byte[] databaseKey) {
    return TierKey.of(java.util.Arrays.copyOfRange(databaseKey, KEY_HEADER, databaseKey.length));
  }

  // -- values

  byte[] encode(byte[] databaseKey) {
    byte[] body = bytes;
    ByteBuffer all = ByteBuffer.allocate(HEADER + (body == null ? 12 : body.length));
    all.putInt(0).put(body == null ? IN_FILE : INLINE);
    all.putLong(version).putLong(createdAt).putLong(expiresAt);
    if (body == null) {
      all.putLong(length).putInt(fileChecksum);
    } else {
      all.put(body);
    }
    return all.putInt(0, checksum(databaseKey, all.array())).array();
  }

  /** Null when it is damaged. */
  static @Nullable DiskRecord decode(byte[] databaseKey, byte[] value) {
    if (value.length < HEADER) {
      return null;
    }
    ByteBuffer all = ByteBuffer.wrap(value);
    byte kind = value[4];
    if (all.getInt(0) != checksum(databaseKey, value)
        || (kind == IN_FILE ? value.length != HEADER + 12 : kind != INLINE)) {
      return null;
    }
    long version = all.getLong(5);
    long createdAt = all.getLong(13);
    long expiresAt = all.getLong(21);
    return kind == IN_FILE
        ? new DiskRecord(
            version, createdAt, expiresAt, null, all.getLong(HEADER), all.getInt(HEADER + 8))
        : new DiskRecord(
            version,
            createdAt,
            expiresAt,
            java.util.Arrays.copyOfRange(value, HEADER, value.length),
            value.length - HEADER,
            0);
  }

  private static int checksum(byte[] databaseKey, byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(databaseKey);
    crc.update(value, 4, value.length - 4);
    return (int) crc.getValue();
  }
}
