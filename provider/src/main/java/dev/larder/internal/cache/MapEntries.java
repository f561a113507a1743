package dev.larder.internal.cache;

import dev.larder.internal.core.Cursor;
import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks over the live entries as those of a map: weakly consistent; no hits, no accesses. Not thread-safe. */
final class MapEntries<K, V> implements Iterator<Map.Entry<K, V>> {
  private final Contents<K, V> contents;
  private final Writes<K, V> writes;
  private final Runnable requireOpen;
  private final Cursor<K, Object> cursor;
  private @Nullable Entry ahead;
  private @Nullable Entry last;

  MapEntries(Contents<K, V> contents, Writes<K, V> writes, Runnable requireOpen) {
    this.contents = contents;
    this.writes = writes;
    this.requireOpen = requireOpen;
    this.cursor = contents.cursor();
  }

  @Override
  public boolean hasNext() {
    requireOpen.run();
    if (ahead == null && cursor.advance()) {
      ahead = new Entry(contents.keys().copy(cursor.key()), contents.values().read(cursor.value()));
    }
    return ahead != null;
  }

  @Override
  public Map.Entry<K, V> next() {
    Entry next = hasNext() ? ahead : null;
    if (next == null) {
      throw new NoSuchElementException("cache \"" + contents.name() + "\" has no further entry");
    }
    ahead = null;
    last = next;
    return next;
  }

  @Override
  public void remove() {
    requireOpen.run();
    if (last == null) {
      throw new IllegalStateException(
          "nothing to remove: call next() first, and remove() once for each");
    }
    writes.apply(Mutation.REMOVE, last.getKey(), null, null);
    last = null;
  }

  /** Setting its value puts. */
  private final class Entry extends AbstractMap.SimpleEntry<K, V> {
    private static final long serialVersionUID = 1;

    Entry(K key, V value) {
      super(key, value);
    }

    @Override
    public V setValue(V value) {
      contents.arguments().value(value, "value");
      writes.apply(Mutation.PUT, getKey(), value, null);
      return super.setValue(value);
    }
  }
}
