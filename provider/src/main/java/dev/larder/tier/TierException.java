package dev.larder.tier;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A tier that is configured to fail has failed. What the operation was to do may have been done or not.
 *
 * <pre>{@code
 * throw new TierException("cache \"" + name + "\": the cellar is locked; bring the key", cause);
 * }</pre>
 */
public class TierException extends CacheException {
  private static final long serialVersionUID = 1;

  /** With a message that names cache, tier and remedy, and no key or value. */
  public TierException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
