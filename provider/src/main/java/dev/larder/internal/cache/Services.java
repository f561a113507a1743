package dev.larder.internal.cache;

import dev.larder.internal.core.Sweeper;
import dev.larder.internal.core.Ticker;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What the caches of one provider share.
 *
 * @param executor runs asynchronous listeners
 * @param loads runs {@code loadAll}
 * @param ticker the time that entries expire by
 * @param timeOfDay what time it is to people
 */
public record Services(
    Sweeper sweeper, Executor executor, Executor loads, Ticker ticker, InstantSource timeOfDay) {}
