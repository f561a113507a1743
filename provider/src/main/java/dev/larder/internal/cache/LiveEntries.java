package dev.larder.internal.cache;

import dev.larder.internal.core.Cursor;
import dev.larder.internal.core.Lifetime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The iterator of a cache: weakly consistent; {@link #next} counts as a hit and an access. Not thread-safe. */
final class LiveEntries<K, V> implements Iterator<Cache.Entry<K, V>> {
  private final Contents<K, V> contents;
  private final Writes<K, V> writes;
  private final Runnable requireOpen;
  private final Cursor<K, Object> cursor;

  /** The key that {@link #next} will give, and the value that was found with it. */
  private @Nullable K ahead;

  private @Nullable Object valueAhead;
  private @Nullable K last;

  LiveEntries(Contents<K, V> contents, Writes<K, V> writes, Runnable requireOpen) {
    this.contents = contents;
    this.writes = writes;
    this.requireOpen = requireOpen;
    this.cursor = contents.cursor();
  }

  @Override
  public boolean hasNext() {
    requireOpen.run();
    if (ahead == null && cursor.advance()) {
      ahead = cursor.key();
      valueAhead = cursor.value();
    }
    return ahead != null;
  }

  @Override
  public Cache.Entry<K, V> next() {
    K key = hasNext() ? ahead : null;
    Object stored = valueAhead;
    if (key == null || stored == null) {
      throw new NoSuchElementException("cache \"" + contents.name() + "\" has no further entry");
    }
    ahead = null;
    valueAhead = null;
    last = key;
    contents.statistics().recordHits(1);
    contents.uses().of(key, stored, Lifetime.UNREAD);
    return new LiveEntry<>(contents.keys().copy(key), contents.values().read(stored));
  }

  @Override
  public void remove() {
    requireOpen.run();
    K key = last;
    if (key == null) {
      throw new IllegalStateException(
          "nothing to remove: call next() first, and remove() once for each");
    }
    last = null;
    writes.apply(Mutation.REMOVE, key, null, null);
  }

  private record LiveEntry<K, V>(K getKey, V getValue) implements Cache.Entry<K, V> {
    @Override
    public <T> T unwrap(Class<T> type) {
      return Unwrapping.unwrap(this, type);
    }

    /** Keys and values may be secrets. */
    @Override
    public String toString() {
      return "a cache entry";
    }
  }
}
