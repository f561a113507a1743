package dev.larder.tier;

/**
 * What is stored for a key. Its array is compared by identity: values are not meant to be compared.
 *
 * <pre>{@code
 * TierValue value = new TierValue(bytes, clock.nanos(), TierValue.NEVER);
 * }</pre>
 *
 * @param bytes opaque to the tier; nobody changes the array
 * @param createdAt when it was made, nanoseconds since 1970
 * @param expiresAt when it expires, nanoseconds since 1970, or {@link #NEVER}
 */
@SuppressWarnings("ArrayRecordComponent") // says so
public record TierValue(byte[] bytes, long createdAt, long expiresAt) {
  /** The deadline of what never expires. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Whether its time is up. */
  public boolean isExpiredAt(long now) {
    return expiresAt <= now && expiresAt != NEVER;
  }

  /** How long, and no more: the bytes may be a secret. */
  @Override
  public String toString() {
    return "a value of " + bytes.length + " bytes";
  }
}
