package dev.larder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A cache at a glance.
 *
 * <pre>{@code
 * CacheInfo info = cache.info();
 * log(info.name() + ": " + info.size() + " of " + info.maximumSize() + ", by " + info.policy());
 * }</pre>
 *
 * @param name the cache's
 * @param policy who leaves when room is needed
 * @param maximumSize the bound: entries, or weight with a weigher; {@link Long#MAX_VALUE} for none
 * @param size how many entries there are
 * @param weight what they weigh together; their number without a weigher
 * @param byValue whether it keeps copies
 * @param created when the cache was made
 * @param uptime how long ago that is
 * @param lastRead when it was last read; only known while history is kept ({@link LarderCache#keepHistory})
 * @param lastChange when something was last put; likewise
 * @param statistics the counts
 */
public record CacheInfo(
    String name,
    EvictionPolicy policy,
    long maximumSize,
    long size,
    long weight,
    boolean byValue,
    Instant created,
    Duration uptime,
    Optional<Instant> lastRead,
    Optional<Instant> lastChange,
    StatisticsSnapshot statistics) {}
