package dev.larder.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.tier.TierKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of a cache's keys on the server.
 *
 * <pre>
 *   larder:NAMESPACE:CACHE:e:BYTES     an entry            } what begins with larder:NAMESPACE:CACHE: is tracked
 *   larder:NAMESPACE:CACHE:generation  of the whole cache  }
 *   larder-lease:NAMESPACE:CACHE:BYTES who loads a key now
 * </pre>
 *
 * In the two names, whatever is no letter, digit, dot, dash or underscore of ASCII is written as {@code %XX}: no cache's keys begin like
 * another's, and a pattern of SCAN needs no escapes.
 */
final class CacheKeys {
  private final String tracked;
  private final byte[] entryPrefix;
  private final byte[] leasePrefix;
  private final byte[] generation;

  CacheKeys(String namespace, String cacheName) {
    String place = escaped(namespace) + ':' + escaped(cacheName) + ':';
    tracked = "larder:" + place;
    entryPrefix = (tracked + "e:").getBytes(UTF_8);
    leasePrefix = ("larder-lease:" + place).getBytes(UTF_8);
    generation = (tracked + "generation").getBytes(UTF_8);
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (byte unit : name.getBytes(UTF_8)) {
      char c = (char) (unit & 0xff);
      boolean plain = (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "._-".indexOf(c) >= 0;
      text.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return text.toString();
  }

  /** What all tracked keys begin with. */
  String trackedPrefix() {
    return tracked;
  }

  /** For SCAN: all entries. */
  String entryPattern() {
    return tracked + "e:*";
  }

  byte[] generation() {
    return generation;
  }

  boolean isGeneration(byte[] name) {
    return Arrays.equals(name, generation);
  }

  byte[] entry(TierKey key) {
    return concatenated(entryPrefix, key.bytes());
  }

  byte[] lease(TierKey key) {
    return concatenated(leasePrefix, key.bytes());
  }

  /** The key of an entry of that name; null when the name is not an entry's. */
  @Nullable
  TierKey keyOf(byte[] name) {
    boolean entry = name.length >= entryPrefix.length
        && Arrays.equals(name, 0, entryPrefix.length, entryPrefix, 0, entryPrefix.length);
    return entry ? TierKey.of(Arrays.copyOfRange(name, entryPrefix.length, name.length)) : null;
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
