package dev.larder.internal.cache;

import dev.larder.internal.core.RemovalCause;
import dev.larder.internal.core.RemovalListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever wants to know of each entry that leaves, after the fact, on the thread whose operation made it leave, without any
 * lock. What a listener throws is logged and counted; neither the caller nor other listeners notice.
 */
public final class Removals<K, V> implements RemovalListener<K, Object> {
  private static final System.Logger LOG = System.getLogger("dev.larder.events");

  /** One who wants to know. */
  @FunctionalInterface
  public interface Listener<K, V> {
    /** The key had this value until now. */
    void removed(K key, V value, RemovalCause cause);
  }

  private final Contents<K, V> contents;
  /** Ours come first, and get things as the table has them. */
  private volatile @Nullable RemovalListener<K, Object> own;

  private boolean listening;
  private final List<Listener<? super K, ? super V>> listeners = new CopyOnWriteArrayList<>();
  private final LongAdder failures = new LongAdder();

  /** Tells nobody, and costs nothing, until somebody is added. */
  Removals(Contents<K, V> contents) {
    this.contents = contents;
  }

  /** From now on it is told. Costs the cache a little at each replacement and removal. */
  public synchronized void add(Listener<? super K, ? super V> listener) {
    listeners.add(listener);
    listen();
  }

  /** The same for the cache's own bookkeeping, of which there is one. */
  synchronized void setOwn(RemovalListener<K, Object> listener) {
    own = listener;
    listen();
  }

  private void listen() {
    if (!listening) {
      listening = true;
      Tiering<K> tiering = contents.tiering();
      if (tiering == null) {
        contents.table().listen(this);
      } else {
        tiering.listen(this);
      }
    }
  }

  /** It is told no longer, but for what is under way. */
  public void remove(Listener<? super K, ? super V> listener) {
    listeners.remove(listener);
  }

  /** How often a listener has thrown. */
  public long failures() {
    return failures.sum();
  }

  /** Nobody is told any more: the cache is closed. */
  void close() {
    listeners.clear();
  }

  @Override
  public void removed(K key, Object stored, RemovalCause cause) {
    RemovalListener<K, Object> first = own;
    if (first != null) {
      first.removed(key, stored, cause);
    }
    for (Listener<? super K, ? super V> listener : listeners) {
      try {
        listener.removed(contents.keys().copy(key), contents.values().read(stored), cause);
      } catch (
          Throwable t) { // Errors, too: they are the listener's, and others are still to be told
        failures.increment();
        LOG.log(
            System.Logger.Level.WARNING,
            "cache \"" + contents.name() + "\": removal listener "
                + listener.getClass().getName() + " failed; see the cause",
            t);
      }
    }
  }
}
