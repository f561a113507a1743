package dev.larder.internal.cache;

import dev.larder.internal.core.Sweeper;
import dev.larder.internal.core.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What the caches of one provider share.
 *
 * @param executor runs asynchronous listeners
 * @param loads runs {@code loadAll}
 * @param stopwatch says how long something took; exact
 * @param ticker the time that entries expire by; a cache goes by this one alone wherever two times are compared
 * @param coarse gives a ticker of that resolution
 * @param timeOfDay what time it is to people
 */
public record Services(
    Sweeper sweeper,
    Executor executor,
    Executor loads,
    Ticker stopwatch,
    Ticker ticker,
    Function<Duration, Ticker> coarse,
    InstantSource timeOfDay) {

  /** The same for a cache whose time has this resolution; exact without one. */
  Services withResolution(Optional<Duration> resolution) {
    return resolution.map(coarse).map(this::withTicker).orElse(this);
  }

  private Services withTicker(Ticker other) {
    return new Services(sweeper, executor, loads, stopwatch, other, coarse, timeOfDay);
  }
}
