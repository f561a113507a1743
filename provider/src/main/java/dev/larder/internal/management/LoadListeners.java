package dev.larder.internal.management;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to hear of each load of one cache. Thread-safe. */
public final class LoadListeners {
  private static final System.Logger LOG = System.getLogger("dev.larder.management");

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  LoadListeners() {}

  /** One of them. */
  @FunctionalInterface
  public interface Listener {
    /** A load took so long, and threw or not. */
    void loaded(long nanos, boolean failed);
  }

  /** Adds one; gives what takes it away again. */
  Runnable add(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void tell(long nanos, boolean failed) {
    for (Listener listener : listeners) {
      try {
        listener.loaded(nanos, failed);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "a listener for loads failed; the load did not", e);
      }
    }
  }
}
