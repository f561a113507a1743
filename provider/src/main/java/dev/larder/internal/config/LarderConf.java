package dev.larder.internal.config;

import java.net.URI;
import java.util.Map;

/**
 * What one cache manager's configuration file says of its caches. Immutable.
 *
 * <pre>{@code
 * larder {
 *   default { maximum-size = 10000 }
 *   caches {
 *     "orders"           { maximum-size = 2000 }
 *     "com.acme.*"       { maximum-size = 500 }
 *     "com.acme.model.*" { maximum-size = unbounded, store-by-value = false }
 *   }
 * }
 * }</pre>
 *
 * <p>A cache goes by the block of its exact name, else by the pattern that matches with the longest text before its {@code *},
 * else by {@code default}, else by what is built in. A block that leaves a key out leaves it to the next of these.
 */
public final class LarderConf {
  /** The maximum size of a cache that was told to grow without end. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** The maximum size of a cache of which nothing is said. */
  public static final long DEFAULT_MAXIMUM_SIZE = 10_000;

  private static final LarderConf EMPTY = new LarderConf(
      new ByCacheName<>(DEFAULT_MAXIMUM_SIZE, Map.of()), new ByCacheName<>(true, Map.of()));

  private final ByCacheName<Long> maximumSizes;
  private final ByCacheName<Boolean> storeByValue;

  LarderConf(ByCacheName<Long> maximumSizes, ByCacheName<Boolean> storeByValue) {
    this.maximumSizes = maximumSizes;
    this.storeByValue = storeByValue;
  }

  /** Says nothing: all caches are as built in. */
  public static LarderConf empty() {
    return EMPTY;
  }

  /**
   * Reads the configuration file that a manager's URI names. Which one that is, and whether there has to be one:
   *
   * <table>
   * <caption>What a manager's URI means</caption>
   * <tr><th>URI</th><th>configuration</th></tr>
   * <tr><td>the provider's default</td><td>class path resource {@code larder.conf}; none if it isn't there</td></tr>
   * <tr><td>{@code file:PATH}</td><td>that file, which has to exist</td></tr>
   * <tr><td>{@code classpath:NAME}</td><td>that class path resource, which has to exist</td></tr>
   * <tr><td>{@code jar:URL!/NAME}</td><td>that entry of a jar, which has to exist</td></tr>
   * <tr><td>no scheme, and ending in {@code .conf}, {@code .json} or {@code .properties}</td>
   *     <td>that file, absolute or below the working directory, which has to exist</td></tr>
   * <tr><td>another scheme with such an ending</td><td>refused: it looks like a file that Larder can't read</td></tr>
   * <tr><td>all others, such as {@code http://x}, {@code urn:test}, {@code my-manager}</td>
   *     <td>none: the URI is merely the manager's name</td></tr>
   * </table>
   *
   * <p>Names ending in {@code .json} or {@code .properties} are read as such, all others as HOCON.
   *
   * @param loader whose class path is meant
   * @throws javax.cache.CacheException if the file is missing, can't be parsed, or says what Larder doesn't understand
   */
  public static LarderConf load(URI uri, URI defaultUri, ClassLoader loader) {
    var file = uri.equals(defaultUri) ? ConfFile.defaultOf(loader) : ConfFile.namedBy(uri, loader);
    return file.map(ConfFile::parse).map(LarderSection::read).orElse(EMPTY);
  }

  /** The number of entries that the cache may hold, at least 1; {@link #UNBOUNDED} for no limit. O(number of patterns). */
  public long maximumSizeOf(String cacheName) {
    return maximumSizes.of(cacheName);
  }

  /**
   * Whether the cache keeps copies, as JCache has it unless told otherwise; false turns it off for caches that frameworks create
   * without asking. O(number of patterns).
   */
  public boolean isStoreByValue(String cacheName) {
    return storeByValue.of(cacheName);
  }
}
