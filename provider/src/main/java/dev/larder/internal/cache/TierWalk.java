package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.Cursor;
import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import org.jspecify.annotations.Nullable;

/** Walks over the live entries of a tier. Closes itself at the end; who does not go so far leaves that to the tier. Not thread-safe. */
final class TierWalk<K> implements Cursor<K, Object> {
  private final Tiering<K> tiering;
  private final Copier<?> values;
  private final TierCursor cursor;
  private @Nullable K key;
  private @Nullable Object value;
  private long remaining;
  private boolean ended;

  TierWalk(Tiering<K> tiering, Copier<?> values) {
    this.tiering = tiering;
    this.values = values;
    this.cursor = tiering.tier().cursor();
  }

  @Override
  public boolean advance() {
    while (!ended) {
      if (!cursor.advance()) {
        ended = true;
        cursor.close();
      } else if (read(cursor.entry())) {
        return true;
      }
    }
    return false;
  }

  private boolean read(TierEntry entry) {
    K found = tiering.keyOf(cursor.key());
    if (found == null) {
      return false;
    }
    Tiering.Found below = tiering.read(entry, values);
    key = found;
    value = below.stored();
    remaining = below.lifetime();
    return below.isLive();
  }

  @Override
  public K key() {
    return requireNonNull(key);
  }

  @Override
  public Object value() {
    return requireNonNull(value);
  }

  long remaining() {
    return remaining;
  }
}
