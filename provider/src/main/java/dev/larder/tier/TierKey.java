package dev.larder.tier;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key, to be compared. Immutable by agreement: nobody changes the array.
 *
 * <pre>{@code
 * TierEntry entry = tier.get(TierKey.of(bytes));
 * }</pre>
 */
public final class TierKey {
  private final byte[] bytes;
  private final int hash;

  private TierKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /** A key of these bytes; from now on the array is the key's. */
  public static TierKey of(byte[] bytes) {
    return new TierKey(bytes);
  }

  /** The bytes themselves: not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TierKey key && hash == key.hash && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** How long it is: the bytes may be a secret. */
  @Override
  public String toString() {
    return "a key of " + bytes.length + " bytes";
  }
}
