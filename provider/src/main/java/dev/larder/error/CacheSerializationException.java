package dev.larder.error;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A cache that stores by value, or a dump, met a key or value that cannot be copied or read back. The message names its class, the cache
 * and the remedy, never its content; the cause is what its own code threw. The cache is as it was before.
 *
 * <pre>{@code
 * try {
 *   cache.put("order", order);
 * } catch (CacheSerializationException e) {
 *   // order is not Serializable: make it so, or create the cache with setStoreByValue(false)
 * }
 * }</pre>
 */
public final class CacheSerializationException extends CacheException {
  private static final long serialVersionUID = 1;

  /** For Larder's own use. */
  public CacheSerializationException(String message) {
    super(message);
  }

  /** For Larder's own use. */
  public CacheSerializationException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
