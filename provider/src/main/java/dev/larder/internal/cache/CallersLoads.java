package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Ticker;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For callers who load what is missing themselves, each in his own way: what {@code refresh-after}, {@code stale-if-error} and {@code
 * negative-ttl} have to say before and after they do. That one of them loads at a time is their business.
 */
public final class CallersLoads<K, V> {
  private final Contents<K, V> contents;
  private final Reads<K, V> reads;
  private final Runnable requireOpen;
  private final Refreshing<K, V> refreshing;
  private final Ticker ticker;
  private final Commits<K, V> commits;

  CallersLoads(
      Contents<K, V> contents,
      Reads<K, V> reads,
      Runnable requireOpen,
      Refreshing<K, V> refreshing,
      Ticker ticker) {
    this.contents = contents;
    this.reads = reads;
    this.requireOpen = requireOpen;
    this.refreshing = refreshing;
    this.ticker = ticker;
    this.commits = Commits.of(contents);
  }

  /** What is there, a hit or a miss; if it is due, one of its readers has the function make it anew in the background. */
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> refresh) {
    check(key);
    Object stored = reads.lookUp(key);
    if (stored == null) {
      return null;
    }
    if (stored instanceof Stamped) {
      refreshing.read(key, stored, ticker.nanos(), refresh);
    }
    return contents.values().read(stored);
  }

  /** The expired value, while the source is to be left alone because it failed just now. */
  public @Nullable V duringBackOff(K key) {
    return contents.memory().keepsExpired() ? held(key, contents.memory()::duringBackOff) : null;
  }

  /** The expired value in place of a failure, from which on the source is to be left alone for a while. */
  public @Nullable V insteadOfFailure(K key) {
    return contents.memory().keepsExpired() ? held(key, contents.memory()::insteadOfFailure) : null;
  }

  private void check(K key) {
    requireOpen.run();
    contents.arguments().key(key);
  }

  /** What is remembered of the key, told while it is held; the live value, should there be one by now. */
  private @Nullable V held(K key, Function<K, @Nullable Object> question) {
    check(key);
    Hold<K, Object> hold = contents.acquire(contents.keys().copy(key), false);
    try {
      commits.expired(hold);
      Object live = hold.live();
      Object found = live != null ? live : question.apply(hold.key());
      return found == null ? null : contents.values().read(found);
    } finally {
      contents.release(hold);
    }
  }

  /** Whether a load found nothing, not long ago. */
  public boolean isKnownAbsent(K key) {
    check(key);
    return contents.memory().isKnownAbsent(key);
  }

  /** A load has found nothing. */
  public void foundNothing(K key) {
    check(key);
    if (contents.memory().isPresent()) {
      Hold<K, Object> hold = contents.acquire(contents.keys().copy(key), false);
      try {
        commits.expired(hold);
        if (hold.live() == null) {
          contents.memory().foundNothing(hold.key());
        }
      } finally {
        contents.release(hold);
      }
    }
  }
}
