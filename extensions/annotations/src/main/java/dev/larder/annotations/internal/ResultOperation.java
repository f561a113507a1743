package dev.larder.annotations.internal;

import dev.larder.CallerLoads;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** {@code @CacheResult}: what is the same whether the method returns its result or a promise of it. */
abstract class ResultOperation extends Operation {
  private final Declaration<?> declaration;
  private final boolean skipGet;
  private final ThrowableRule cachedExceptions;
  private final @Nullable CacheSource exceptions;
  private final KeySource keys;
  private final Flights flights;
  private final Refreshes refreshes;

  ResultOperation(
      CacheResult annotation,
      Declaration<?> declaration,
      CacheSource values,
      @Nullable CacheSource exceptions,
      KeySource keys,
      Flights flights,
      Refreshes refreshes) {
    super(CacheResult.class, values);
    this.declaration = declaration;
    this.skipGet = annotation.skipGet();
    this.cachedExceptions =
        ThrowableRule.of(true, annotation.cachedExceptions(), annotation.nonCachedExceptions());
    this.exceptions = exceptions;
    this.keys = keys;
    this.flights = flights;
    this.refreshes = refreshes;
  }

  @Override
  public final @Nullable Object call(Object target, @Nullable Object[] arguments, Call call)
      throws Throwable {
    AnnotatedCache cache = cacheOf(target, arguments);
    if (!skipGet && cache.loads() != null && refreshes.isTheCallOf(target)) {
      return call.proceed();
    }
    GeneratedCacheKey key = keys.keyOf(target, arguments);
    if (!skipGet) {
      CallerLoads<Object, Object> loads = cache.loads();
      Object hit = loads == null
          ? cache.cache().get(key)
          : loads.get(key, again -> refreshes.run(target, arguments, again));
      if (hit != null) {
        return hit(hit);
      }
    }
    Slot slot = new Slot(
        cache,
        skipGet ? null : cache.loads(),
        exceptions == null ? null : exceptions.cacheOf(target, arguments).cache(),
        cachedExceptions,
        key,
        cache.tags().of(declaration, arguments));
    return skipGet ? callAnyway(slot, call) : callOnMiss(slot, call);
  }

  private @Nullable Object callAnyway(Slot slot, Call call) throws Throwable {
    Flight mine = new Flight();
    // What began before this call would bring what is older.
    flights.discard(slot.cache(), slot.key());
    return run(slot, mine, call, () -> {});
  }

  private @Nullable Object callOnMiss(Slot slot, Call call) throws Throwable {
    Throwable cached = slot.exception();
    if (cached != null) {
      return fail(cached);
    }
    if (slot.isKnownAbsent()) {
      return hit(null);
    }
    Flight mine = new Flight();
    Flight theirs = flights.beginOrJoin(slot.cache(), slot.key(), mine);
    if (theirs != null) {
      return join(slot, theirs, call);
    }
    Runnable end = () -> flights.end(slot.cache(), slot.key(), mine);
    try {
      // The flight before this one may have ended after this thread had looked.
      Object arrived = slot.lookAgain();
      Throwable failure = arrived == null ? slot.lookAgainForException() : null;
      if (arrived == null && failure == null) {
        arrived = slot.duringBackOff();
      }
      if (arrived != null || failure != null) {
        return alreadyThere(mine, arrived, failure, end);
      }
    } catch (Throwable e) {
      end.run();
      mine.fail(e);
      throw e;
    }
    return run(slot, mine, call, end);
  }

  private @Nullable Object alreadyThere(
      Flight mine, @Nullable Object arrived, @Nullable Throwable failure, Runnable end)
      throws Throwable {
    end.run();
    if (failure != null) {
      mine.fail(failure);
      return fail(failure);
    }
    mine.succeed(arrived);
    return hit(arrived);
  }

  /** For others, who get a copy of their own where the cache stores by value: what the flight brought, if it was kept. */
  static @Nullable Object own(Slot slot, @Nullable Object shared) {
    Object own = slot.lookAgain();
    if (own == null) {
      own = slot.duringBackOff();
    }
    return own == null ? shared : own;
  }

  final Flights flights() {
    return flights;
  }

  /** What the method answers when this is its result. */
  abstract @Nullable Object hit(@Nullable Object value);

  /** What the method answers when this is how it failed. */
  abstract @Nullable Object fail(Throwable failure) throws Throwable;

  /** What the method answers when another thread is running it. */
  abstract @Nullable Object join(Slot slot, Flight theirs, Call call) throws Throwable;

  /** Runs the method, keeps what it brings, then ends the flight. */
  abstract @Nullable Object run(Slot slot, Flight mine, Call call, Runnable end) throws Throwable;
}
