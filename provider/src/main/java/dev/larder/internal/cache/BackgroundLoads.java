package dev.larder.internal.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;

/** {@code loadAll}: loads on another thread, and tells a listener when all is there to see. */
final class BackgroundLoads<K, V> {
  private static final System.Logger LOG = System.getLogger("dev.larder.integration");

  private final Contents<K, V> contents;
  private final Loads<K, V> loads;
  private final Runnable requireOpen;
  private final Executor executor;

  BackgroundLoads(
      Contents<K, V> contents, Loads<K, V> loads, Runnable requireOpen, Executor executor) {
    this.contents = contents;
    this.loads = loads;
    this.requireOpen = requireOpen;
    this.executor = executor;
  }

  /**
   * Without a loader, there is nothing to do, and that is done at once. Else the keys are copied here: when they are loaded, the
   * caller may long have changed the set, or the keys themselves.
   */
  void start(Set<? extends K> keys, boolean evenIfPresent, @Nullable CompletionListener listener) {
    if (!contents.loader().isPresent()) {
      tell(listener, null);
      return;
    }
    List<K> wanted = new ArrayList<>(keys.size());
    keys.forEach(key -> wanted.add(contents.keys().copy(key)));
    try {
      executor.execute(() -> run(wanted, evenIfPresent, listener));
    } catch (RejectedExecutionException e) {
      tell(
          listener,
          new CacheException(
              "cache \"" + contents.name() + "\" cannot load: its provider is closed", e));
    }
  }

  private void run(List<K> keys, boolean evenIfPresent, @Nullable CompletionListener listener) {
    try {
      requireOpen.run();
      loads.loadAll(keys, evenIfPresent);
    } catch (Throwable t) {
      tell(listener, asException(t));
      return;
    }
    tell(listener, null);
  }

  private Exception asException(Throwable thrown) {
    return thrown instanceof CacheException e
        ? e
        : new CacheLoaderException(
            "cache \"" + contents.name() + "\": loadAll failed; see the cause", thrown);
  }

  private void tell(@Nullable CompletionListener listener, @Nullable Exception failure) {
    if (listener == null) {
      if (failure != null) {
        LOG.log(
            System.Logger.Level.WARNING,
            "cache \"" + contents.name() + "\": a loadAll that nobody listens to failed",
            failure);
      }
    } else {
      call(listener, failure);
    }
  }

  private void call(CompletionListener listener, @Nullable Exception failure) {
    try {
      if (failure == null) {
        listener.onCompletion();
      } else {
        listener.onException(failure);
      }
    } catch (RuntimeException | Error e) {
      // There is no caller to tell it to.
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + contents.name() + "\": completion listener "
              + listener.getClass().getName() + " failed",
          e);
    }
  }
}
