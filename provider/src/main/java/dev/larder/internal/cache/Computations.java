package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.core.Claim;
import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Lifetime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that a function of the caller's makes when they are missing: one call a key, however many ask. Whoever comes first calls;
 * the others wait, and share the value, its absence, or the very exception, which is not kept. Like a load: the value is no put, is
 * not written through, and is not kept when a write or removal came meanwhile.
 */
public final class Computations<K, V> {
  private final Contents<K, V> contents;
  private final Reads<K, V> reads;
  private final Runnable requireOpen;
  private final Executor executor;
  private final ConcurrentMap<K, Flight<K>> flights = new ConcurrentHashMap<>();

  /** A call under way on another thread. Completed with what the table keeps, so that each who waits reads a copy of its own. */
  private static final class Flight<K> {
    final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();

    /** Null until the call begins; what was removed until then cannot be in what it brings. */
    volatile @Nullable Hold<K, Object> hold;
  }

  Computations(
      Contents<K, V> contents, Reads<K, V> reads, Runnable requireOpen, Executor executor) {
    this.contents = contents;
    this.reads = reads;
    this.requireOpen = requireOpen;
    this.executor = executor;
  }

  /**
   * The value of the key: the one there is, or what the function makes.
   *
   * @param lifetime nanoseconds, or {@link Lifetime#UNCHANGED} for the cache's own rules
   * @return null when the function made none; that is not kept
   */
  public @Nullable V get(
      K key, Function<? super K, ? extends @Nullable V> function, long lifetime) {
    requireOpen.run();
    contents.arguments().key(key);
    requireNonNull(function, "function");
    Object found = reads.lookUp(key);
    return read(found != null ? found : compute(key, function, lifetime, hold -> {}));
  }

  private @Nullable Object compute(
      K key,
      Function<? super K, ? extends @Nullable V> function,
      long lifetime,
      Consumer<Hold<K, Object>> onStart) {
    K ownKey = contents.keys().copy(key);
    while (true) {
      Claim<K, Object> claim = contents.table().holds().claim(ownKey, false);
      Object found = claim.value();
      if (found != null) {
        return found;
      }
      Hold<K, Object> mine = claim.mine();
      if (mine != null) {
        onStart.accept(mine);
        return call(mine, function, lifetime);
      }
      Hold<K, Object> finished = contents.await(claim);
      if (finished != null) {
        return outcome(finished);
      }
    }
  }

  private @Nullable Object call(
      Hold<K, Object> hold, Function<? super K, ? extends @Nullable V> function, long lifetime) {
    Commits<K, V> commits = Commits.of(contents.lasting(lifetime));
    try {
      commits.expired(hold);
      Object below = hold.live();
      if (below != null) { // brought up from a tier
        hold.succeed(below);
        return below;
      }
      K key = contents.keyFor(hold);
      Object stored =
          contents.storeLoaded(contents.userCode().load(function, 1, () -> function.apply(key)));
      hold.succeed(stored);
      if (stored != null) {
        commits.load(hold, stored);
      }
      return stored;
    } catch (RuntimeException | Error e) {
      hold.fail(e);
      throw e;
    } finally {
      contents.release(hold);
    }
  }

  /** The very exception: whoever catches its type must not have to know whether somebody else was first. */
  private static @Nullable Object outcome(Hold<?, Object> finished) {
    Throwable failure = finished.failure();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
    return finished.loaded();
  }

  /** The same on another thread; at once when the value is there. */
  public CompletableFuture<@Nullable V> getAsync(
      K key, Function<? super K, ? extends @Nullable V> function, @Nullable Executor chosen) {
    requireOpen.run();
    contents.arguments().key(key);
    requireNonNull(function, "function");
    Object found = reads.lookUp(key);
    if (found != null) {
      return CompletableFuture.completedFuture(read(found));
    }
    K ownKey = contents.keys().copy(key);
    Flight<K> mine = new Flight<>();
    Flight<K> joined = flights.merge(
        ownKey, mine, (theirs, anew) -> isStillWanted(theirs, ownKey) ? theirs : anew);
    if (joined == mine) {
      start(ownKey, function, mine, chosen == null ? executor : chosen);
    }
    // A future of its own for each: one caller's cancel is not the others'.
    return joined.outcome.thenApply(this::read);
  }

  private boolean isStillWanted(Flight<K> flight, K key) {
    Hold<K, Object> hold = flight.hold;
    return hold == null || contents.table().holds().isHeldBy(hold, key);
  }

  private void start(
      K key,
      Function<? super K, ? extends @Nullable V> function,
      Flight<K> flight,
      Executor chosen) {
    try {
      chosen.execute(() -> run(key, function, flight));
    } catch (RejectedExecutionException e) {
      flights.remove(key, flight);
      flight.outcome.completeExceptionally(e);
    }
  }

  private void run(K key, Function<? super K, ? extends @Nullable V> function, Flight<K> flight) {
    Object stored;
    try {
      requireOpen.run();
      stored = compute(key, function, Lifetime.UNCHANGED, hold -> flight.hold = hold);
    } catch (Throwable failure) {
      flights.remove(key, flight);
      flight.outcome.completeExceptionally(failure);
      return;
    }
    flights.remove(key, flight);
    flight.outcome.complete(stored);
  }

  private @Nullable V read(@Nullable Object stored) {
    return stored == null ? null : contents.values().read(stored);
  }
}
