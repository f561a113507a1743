package dev.larder.error;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * What configures a manager or a cache is wrong: a key that there is not, a value that is not allowed, two settings that exclude each
 * other, a class that is not there, a file that cannot be read. The message names the place (file and line, property, variable, code),
 * the key, what was found, and what to write instead. Nothing was made or changed.
 *
 * <pre>{@code
 * try {
 *   manager = provider.getCacheManager(URI.create("file:/etc/shop/larder.conf"), null);
 * } catch (CacheConfigurationException e) {
 *   System.err.println(e.getMessage()); // larder.conf, line 3: larder.default.maximum-sise … did you mean maximum-size?
 * }
 * }</pre>
 */
public final class CacheConfigurationException extends CacheException {
  private static final long serialVersionUID = 1;

  /** For Larder's own use. */
  public CacheConfigurationException(String message) {
    super(message);
  }

  /** For Larder's own use. */
  public CacheConfigurationException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
