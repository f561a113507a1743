package dev.larder.internal.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Whoever is told of each read. What one throws is logged and counted, and disturbs nobody. Thread-safe. */
public final class Hooks<K, V> {
  private static final System.Logger LOG = System.getLogger("dev.larder.events");

  /** Told of a read on the thread that reads, after it. */
  @FunctionalInterface
  public interface Reader<K, V> {
    /** The key was asked for; {@code value} is null when there was none. */
    void read(K key, @Nullable V value);
  }

  private final String cacheName;
  private final List<Reader<? super K, ? super V>> readers = new CopyOnWriteArrayList<>();
  private final LongAdder failures = new LongAdder();

  Hooks(String cacheName) {
    this.cacheName = cacheName;
  }

  void add(Reader<? super K, ? super V> reader) {
    readers.add(reader);
  }

  void remove(Reader<? super K, ? super V> reader) {
    readers.remove(reader);
  }

  boolean isUsed() {
    return !readers.isEmpty();
  }

  /** How often a hook has thrown. */
  public long failures() {
    return failures.sum();
  }

  void read(K key, @Nullable V value) {
    for (Reader<? super K, ? super V> reader : readers) {
      isolate(reader, () -> reader.read(key, value));
    }
  }

  /** Runs what is not ours. */
  public void isolate(Object hook, Runnable call) {
    try {
      call.run();
    } catch (Throwable t) { // Errors, too: they are the hook's
      failures.increment();
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + cacheName + "\": hook " + hook.getClass().getName()
              + " failed; see the cause",
          t);
    }
  }
}
