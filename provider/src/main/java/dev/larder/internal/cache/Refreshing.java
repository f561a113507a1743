package dev.larder.internal.cache;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads values anew that are older than {@code refresh-after}, in the background, when they are read. Thread-safe. */
final class Refreshing<K, V> {
  private static final System.Logger LOG = System.getLogger("dev.larder.integration");

  /** A refresh that fails is not tried again before. */
  private static final long NEXT_ATTEMPT = Duration.ofSeconds(10).toNanos();

  private final Contents<K, V> contents;
  private final Loads<K, V> loads;
  private final Executor executor;
  private final BooleanSupplier isClosed;

  Refreshing(
      Contents<K, V> contents, Loads<K, V> loads, Executor executor, BooleanSupplier isClosed) {
    this.contents = contents;
    this.loads = loads;
    this.executor = executor;
    this.isClosed = isClosed;
  }

  /** The value was read: if it is due, one of its readers has it loaded anew. Never waits. */
  void read(K key, Object stored, long now) {
    if (isDue(stored, now)) {
      start(key, loads::refresh);
    }
  }

  /** The same with a function of the reader's in place of the loader. */
  void read(K key, Object stored, long now, Function<? super K, ? extends @Nullable V> loader) {
    if (isDue(stored, now)) {
      start(key, ownKey -> loads.refresh(ownKey, loader));
    }
  }

  private static boolean isDue(Object stored, long now) {
    return ((Stamped) stored).claimRefresh(now, now + NEXT_ATTEMPT);
  }

  private void start(K key, Consumer<K> refresh) {
    K ownKey = contents.keys().copy(key);
    try {
      executor.execute(() -> run(ownKey, refresh));
    } catch (RejectedExecutionException providerIsClosed) {
      // Then nobody needs it.
    }
  }

  private void run(K ownKey, Consumer<K> refresh) {
    if (isClosed.getAsBoolean()) {
      return;
    }
    try {
      refresh.accept(ownKey);
    } catch (RuntimeException | Error e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + contents.name() + "\": a refresh failed; the value that is there stays",
          e);
    }
  }
}
