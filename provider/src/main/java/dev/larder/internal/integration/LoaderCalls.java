package dev.larder.internal.integration;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a user's loader. A {@link CacheLoaderException} comes out as it is, and so does an {@link Error}; any other exception is the
 * cause of a {@link CacheLoaderException} that names cache and loader. As thread-safe as the loader.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class LoaderCalls<K, V> implements AutoCloseable {
  private static final LoaderCalls<?, ?> NONE = new LoaderCalls<>("", new NoLoader());

  private final CacheLoader<K, V> loader;
  private final Partner partner;
  private final Patience patience;

  /** What is closed is not called any more, even by a load that was about to call it: it might open again what it has closed. */
  private final AtomicBoolean closed;

  /** Calls the loader on the caller's thread, and waits as long as it takes. */
  public LoaderCalls(String cacheName, CacheLoader<K, V> loader) {
    this(cacheName, loader, Patience.ENDLESS);
  }

  /** Calls the loader as {@code patience} has it. */
  public LoaderCalls(String cacheName, CacheLoader<K, V> loader, Patience patience) {
    this(loader, new Partner(cacheName, "loader", loader), patience, new AtomicBoolean());
  }

  private LoaderCalls(
      CacheLoader<K, V> loader, Partner partner, Patience patience, AtomicBoolean closed) {
    this.loader = loader;
    this.partner = partner;
    this.patience = patience;
    this.closed = closed;
  }

  /** The same calls by way of another loader, which passes them on; messages name, and closing closes, the user's. */
  public LoaderCalls<K, V> through(UnaryOperator<CacheLoader<K, V>> other) {
    return new LoaderCalls<>(other.apply(loader), partner, patience, closed);
  }

  /** Stands for no loader: finds nothing. */
  @SuppressWarnings("unchecked") // it never gives a value
  public static <K, V> LoaderCalls<K, V> none() {
    return (LoaderCalls<K, V>) NONE;
  }

  /** Whether there is a loader at all. */
  public boolean isPresent() {
    return this != NONE;
  }

  /**
   * Loads one value.
   *
   * @return null if the loader has none
   * @throws CacheLoaderException if the loader fails
   */
  public @Nullable V load(K key) {
    try {
      requireOpen();
      return patience.await(() -> loader.load(key));
    } catch (Throwable t) {
      throw failure("load a value", t);
    }
  }

  /**
   * Loads many values in one call; without keys, in none. The loader gets a set that it cannot change. Of its answer counts what was
   * asked for and is there: a key that was not asked for (null among them), a null value, or no map at all mean "not loaded", and are
   * no error.
   *
   * @param keys without null
   * @return the values found, in a map of the caller's own; its keys are those of {@code keys}
   * @throws CacheLoaderException if the loader, or reading its answer, fails; nothing counts as loaded then
   */
  public Map<K, V> loadAll(Set<? extends K> keys) {
    Map<K, V> loaded = new HashMap<>();
    if (!keys.isEmpty()) {
      try {
        requireOpen();
        Set<? extends K> wanted = Collections.unmodifiableSet(keys);
        collect(keys, patience.await(() -> loader.loadAll(wanted)), loaded);
      } catch (Throwable t) {
        throw failure("load " + keys.size() + " values", t);
      }
    }
    return loaded;
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException(partner + " was closed with its cache");
    }
  }

  private void collect(Set<? extends K> keys, @Nullable Map<K, V> answer, Map<K, V> loaded) {
    if (answer == null) {
      return;
    }
    for (K key : keys) {
      V value = answer.get(key);
      if (value != null) {
        loaded.put(key, value);
      }
    }
  }

  private RuntimeException failure(String operation, Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof CacheLoaderException e
        ? e
        : new CacheLoaderException(partner.failed(operation), thrown);
  }

  /** Closes the loader if it can be closed. Never throws; what goes wrong is logged. */
  @Override
  public void close() {
    closed.set(isPresent());
    partner.close();
    patience.close();
  }

  private static final class NoLoader implements CacheLoader<Object, Object> {
    @Override
    @SuppressWarnings("NullAway") // null says "not found"; JCache is not annotated
    public @Nullable Object load(Object key) {
      return null;
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      return Map.of();
    }
  }
}
