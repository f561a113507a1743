package dev.larder.internal.redis;

import dev.larder.tier.TierEntry;
import dev.larder.tier.TierValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An entry as bytes on the server. The scripts read the header, too: {@link Scripts} counts from 1.
 *
 * <pre>
 *   0       1           9         17        25        33
 *   +-------+-----------+---------+---------+---------+------------
 *   | 0x01  | generation| version | created | expires | value ...
 *   +-------+-----------+---------+---------+---------+------------
 * </pre>
 */
final class StoredEntry {
  static final byte FORMAT = 1;
  static final int HEADER_BYTES = 33;

  private static final int GENERATION_AT = 1;
  private static final int GENERATION_BYTES = 8;
  private static final int VERSION_AT = 9;

  private StoredEntry() {}

  /** All but format and generation: the script knows the latter. */
  static byte[] tail(long version, TierValue value) {
    return ByteBuffer.allocate(HEADER_BYTES - VERSION_AT + value.bytes().length)
        .putLong(version)
        .putLong(value.createdAt())
        .putLong(value.expiresAt())
        .put(value.bytes())
        .array();
  }

  /** The same with format and generation. */
  static byte[] bytes(byte[] generation, long version, TierValue value) {
    return ByteBuffer.allocate(HEADER_BYTES + value.bytes().length)
        .put(FORMAT)
        .put(generation)
        .put(tail(version, value))
        .array();
  }

  static byte[] longBytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /**
   * What stands there.
   *
   * @param generation the cache's; null when it has none, so nothing is there
   * @return null when there is nothing, or what is there was cleared, or is no entry
   */
  static @Nullable TierEntry read(byte @Nullable [] stored, byte @Nullable [] generation) {
    if (stored == null || generation == null || !isCurrent(stored, generation)) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(stored, VERSION_AT, HEADER_BYTES - VERSION_AT);
    long version = header.getLong();
    long createdAt = header.getLong();
    long expiresAt = header.getLong();
    if (version <= 0) {
      return null;
    }
    byte[] value = Arrays.copyOfRange(stored, HEADER_BYTES, stored.length);
    return new TierEntry(new TierValue(value, createdAt, expiresAt), version);
  }

  private static boolean isCurrent(byte[] stored, byte[] generation) {
    int end = GENERATION_AT + GENERATION_BYTES;
    return stored.length >= HEADER_BYTES
        && stored[0] == FORMAT
        && Arrays.equals(stored, GENERATION_AT, end, generation, 0, generation.length);
  }
}
