package dev.larder.internal.management;

import dev.larder.internal.management.jfr.Recorder;
import java.util.function.Supplier;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * The user's code, watched by a clock: what it costs a cache to call it. Loads go to statistics and flight recordings, all else to the
 * latter. Thread-safe; what the code gives and throws comes out as it is.
 *
 * @param cache the cache's name
 */
public record UserCode(String cache, Statistics statistics) {
  /** Calls what makes a missing value. */
  public <T> @Nullable T load(Object loader, int keys, Supplier<? extends @Nullable T> load) {
    Recorder.Call recorded = Recorder.INSTANCE.load(cache, loader.getClass(), keys);
    long start = statistics.startLoadNanos();
    Recorder.Call counted = failed -> {
      statistics.recordLoad(start, failed);
      recorded.end(failed);
    };
    return counted.around(load);
  }

  /** Anything else is called now. Allocates nothing while nobody records. */
  public Recorder.Call begin(String role, Object code) {
    return Recorder.INSTANCE.userCode(cache, role, code.getClass());
  }

  /** Calls anything else. */
  public <T> @Nullable T call(String role, Object code, Supplier<? extends @Nullable T> call) {
    return begin(role, code).around(call);
  }

  /** Calls anything that gives nothing. */
  public void run(String role, Object code, Runnable call) {
    begin(role, code).around(call);
  }

  /** Calls a listener or its filter. */
  public void listener(Object listener, Runnable call) {
    run("listener", listener, call);
  }

  /** The loader, watched. */
  public <K, V> CacheLoader<K, V> watched(CacheLoader<K, V> loader) {
    return new WatchedLoader<>(loader, this);
  }

  /** The writer, watched. */
  public <K, V> CacheWriter<K, V> watched(CacheWriter<K, V> writer) {
    return new WatchedWriter<>(writer, this);
  }

  /** The policy, watched. */
  public ExpiryPolicy watched(ExpiryPolicy policy) {
    return new WatchedExpiryPolicy(policy, this);
  }
}
