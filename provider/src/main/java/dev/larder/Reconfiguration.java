package dev.larder;

import dev.larder.internal.config.Setting;
import dev.larder.internal.config.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shall be other than before: {@code cache.reconfigure(change -> change.maximumSize(500).timeToLive(Duration.ofMinutes(5)))}.
 * What is not named stays as it is. Not thread-safe; used during that call.
 *
 * <pre>{@code
 * cache.reconfigure(change -> change.maximumSize(500).timeToLive(Duration.ofMinutes(5)));
 * }</pre>
 */
public final class Reconfiguration {
  @Nullable
  Long maximumSize;

  @Nullable
  Duration timeToLive;

  @Nullable
  Duration timeToIdle;

  boolean eternal;

  @Nullable
  Boolean statistics;

  Reconfiguration() {}

  /**
   * Another bound. What is too much is evicted at once.
   *
   * @param maximum entries, or weight with a weigher; from 1; {@link Long#MAX_VALUE} for no bound
   * @throws IllegalArgumentException when it is less than 1
   */
  public Reconfiguration maximumSize(long maximum) {
    if (maximum < 1) {
      throw new IllegalArgumentException(
          "maximumSize(" + maximum + "): a cache holds 1 entry or more; to empty it, clear() it");
    }
    maximumSize = maximum;
    return this;
  }

  /**
   * Another time to live, from the put on, for entries that are put from now on.
   *
   * @throws IllegalArgumentException when it is not positive
   */
  public Reconfiguration timeToLive(Duration time) {
    timeToLive = Spans.positive(time, "timeToLive");
    return this;
  }

  /**
   * Another time to idle, from the last use on, for entries that are put from now on.
   *
   * @throws IllegalArgumentException when it is not positive
   */
  public Reconfiguration timeToIdle(Duration time) {
    timeToIdle = Spans.positive(time, "timeToIdle");
    return this;
  }

  /** Entries that are put from now on never expire, but for a time that is named after this. */
  public Reconfiguration eternal() {
    eternal = true;
    timeToLive = null;
    timeToIdle = null;
    return this;
  }

  /** Counts, or does not. */
  public Reconfiguration statistics(boolean enabled) {
    statistics = enabled;
    return this;
  }

  /** The same by keys, for the record of what counts. */
  Map<Setting<?>, Object> settings(boolean isWeighed) {
    Map<Setting<?>, Object> settings = new LinkedHashMap<>();
    if (maximumSize != null) {
      settings.put(isWeighed ? Settings.MAXIMUM_WEIGHT : Settings.MAXIMUM_SIZE, maximumSize);
    }
    if (eternal) {
      settings.put(Settings.TIME_TO_LIVE, Optional.empty());
      settings.put(Settings.TIME_TO_IDLE, Optional.empty());
    }
    if (timeToLive != null) {
      settings.put(Settings.TIME_TO_LIVE, timeToLive);
    }
    if (timeToIdle != null) {
      settings.put(Settings.TIME_TO_IDLE, timeToIdle);
    }
    if (statistics != null) {
      settings.put(Settings.STATISTICS, statistics);
    }
    return settings;
  }

  boolean changesTimes() {
    return eternal || timeToLive != null || timeToIdle != null;
  }
}
