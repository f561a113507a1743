package dev.larder.error;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A wait for a key would never have ended, or was interrupted: a loader, writer, processor or listener used the very key that it is
 * called for, or threads would wait for each other's keys in a circle. The message names threads and caches. When the wait was
 * interrupted, the interrupt flag is set again.
 *
 * <pre>{@code
 * try {
 *   cache.invoke("apples", (entry, arguments) -> cache.get("apples")); // its own key
 * } catch (EntryProcessorException | CacheWaitException e) {
 *   // use the entry that the processor was given
 * }
 * }</pre>
 */
public final class CacheWaitException extends CacheException {
  private static final long serialVersionUID = 1;

  /** For Larder's own use. */
  public CacheWaitException(String message) {
    super(message);
  }

  /** For Larder's own use. */
  public CacheWaitException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
