package dev.larder;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * A cache for a block of code, gone at its end, however that comes:
 *
 * <pre>{@code
 * try (CacheScope<String, Price> scope = CacheScope.open(new LarderConfiguration<String, Price>().maximumSize(100))) {
 *   scope.cache().get("apple", shop::price);
 * }
 * }</pre>
 *
 * <p>No manager lists it. Thread-safe as the cache is; a scope within a scope has a cache of its own, and the outer one's settings
 * where it does not say others.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class CacheScope<K, V> implements AutoCloseable {
  private final LarderConfiguration<K, V> configuration;
  private final LarderCache<K, V> cache;

  private CacheScope(LarderConfiguration<K, V> configuration) {
    this.configuration = configuration;
    this.cache = LarderCache.unlisted("scope", configuration);
  }

  /**
   * Opens a scope whose cache is configured so.
   *
   * @throws javax.cache.CacheException when settings contradict each other; nothing is open then
   */
  public static <K, V> CacheScope<K, V> open(LarderConfiguration<K, V> configuration) {
    return new CacheScope<>(requireNonNull(configuration, "configuration").copy());
  }

  /** Opens a scope within this one: configured as this, but for what {@code changes} says. Closing this one does not close it. */
  public CacheScope<K, V> nested(Consumer<? super LarderConfiguration<K, V>> changes) {
    LarderConfiguration<K, V> inner = configuration.copy();
    requireNonNull(changes, "changes").accept(inner);
    return new CacheScope<>(inner);
  }

  /** The cache. */
  public LarderCache<K, V> cache() {
    return cache;
  }

  /** Closes the cache, and lets go of what is in it. */
  @Override
  public void close() {
    cache.close();
  }
}
