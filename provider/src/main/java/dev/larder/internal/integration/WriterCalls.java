package dev.larder.internal.integration;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/**
 * Calls of a user's writer. A {@link CacheWriterException} comes out as it is, and so does an {@link Error}; any other exception is the
 * cause of a {@link CacheWriterException} that names cache and writer. As thread-safe as the writer.
 *
 * <p>Bulk calls do not throw: they answer what was done, see {@link BulkOutcome}. The writer gets a collection of its own and takes
 * out of it what it has done. If it throws, what is left has failed (though nothing that was not asked for: what a writer puts in is
 * ignored). If it returns, all is done, whatever it has left: many writers never touch the collection.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class WriterCalls<K, V> implements AutoCloseable {
  private static final WriterCalls<?, ?> NONE = new WriterCalls<>("", new NoWriter());

  private final CacheWriter<K, V> writer;
  private final Partner partner;

  @SuppressWarnings(
      "unchecked") // a writer only takes; should it give (into a bulk call's collection), we do not
  // look at it
  public WriterCalls(String cacheName, CacheWriter<? super K, ? super V> writer) {
    this((CacheWriter<K, V>) writer, new Partner(cacheName, "writer", writer));
  }

  private WriterCalls(CacheWriter<K, V> writer, Partner partner) {
    this.writer = writer;
    this.partner = partner;
  }

  /** The same calls by way of another writer, which passes them on; messages name, and closing closes, the user's. */
  public WriterCalls<K, V> through(UnaryOperator<CacheWriter<K, V>> other) {
    return new WriterCalls<>(other.apply(writer), partner);
  }

  /** Stands for no writer: all succeeds, nothing happens. */
  @SuppressWarnings("unchecked") // it takes whatever comes
  public static <K, V> WriterCalls<K, V> none() {
    return (WriterCalls<K, V>) NONE;
  }

  /** Whether there is a writer at all; if not, no call need be prepared. */
  public boolean isPresent() {
    return this != NONE;
  }

  /**
   * Writes one entry.
   *
   * @throws CacheWriterException if the writer fails; the cache must stay as it is
   */
  public void write(Cache.Entry<? extends K, ? extends V> entry) {
    try {
      writer.write(entry);
    } catch (Throwable t) {
      throw unchecked(failure("write an entry", t));
    }
  }

  /**
   * Deletes one key, be it there or not.
   *
   * @throws CacheWriterException if the writer fails; the cache must stay as it is
   */
  public void delete(K key) {
    try {
      writer.delete(key);
    } catch (Throwable t) {
      throw unchecked(failure("delete an entry", t));
    }
  }

  /**
   * Writes many entries in one call; without entries, in none. Does not throw what the writer throws.
   *
   * @param entries with different keys; best {@link WriterEntry}s, which the writer can take out at no cost
   */
  public BulkOutcome<K> writeAll(Collection<? extends Cache.Entry<K, V>> entries) {
    if (entries.isEmpty()) {
      return BulkOutcome.allDone();
    }
    Set<Cache.Entry<? extends K, ? extends V>> left = new LinkedHashSet<>(entries);
    try {
      writer.writeAll(left);
      return BulkOutcome.allDone();
    } catch (Throwable t) {
      return BulkOutcome.failed(
          keysLeft(entries, left), failure("write " + entries.size() + " entries", t));
    }
  }

  private static <K, V> Set<K> keysLeft(
      Collection<? extends Cache.Entry<K, V>> entries, Set<?> left) {
    Set<K> keys = new HashSet<>();
    for (Cache.Entry<K, V> entry : entries) {
      if (left.contains(entry)) {
        keys.add(entry.getKey());
      }
    }
    return keys;
  }

  /** Deletes many keys in one call; without keys, in none. Does not throw what the writer throws. */
  public BulkOutcome<K> deleteAll(Set<? extends K> keys) {
    if (keys.isEmpty()) {
      return BulkOutcome.allDone();
    }
    Set<K> left = new LinkedHashSet<>(keys);
    try {
      writer.deleteAll(left);
      return BulkOutcome.allDone();
    } catch (Throwable t) {
      left.retainAll(keys);
      return BulkOutcome.failed(left, failure("delete " + keys.size() + " entries", t));
    }
  }

  private Throwable failure(String operation, Throwable thrown) {
    if (thrown instanceof Error || thrown instanceof CacheWriterException) {
      return thrown;
    }
    return new CacheWriterException(partner.failed(operation), thrown);
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  /** Closes the writer if it can be closed. Never throws; what goes wrong is logged. */
  @Override
  public void close() {
    partner.close();
  }

  private static final class NoWriter implements CacheWriter<Object, Object> {
    @Override
    public void write(Cache.Entry<?, ?> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<?, ?>> entries) {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {}
  }
}
