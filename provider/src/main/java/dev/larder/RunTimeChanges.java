package dev.larder;

import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Setting;
import dev.larder.internal.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a configuration asks of a cache that is there already: checked as a whole before anything is changed. */
final class RunTimeChanges {
  private static final Set<Setting<?>> CHANGEABLE = Set.of(
      Settings.MAXIMUM_SIZE, Settings.TIME_TO_LIVE, Settings.TIME_TO_IDLE, Settings.STATISTICS);

  private final Map<Setting<?>, Object> wanted;
  private final boolean statistics;

  private RunTimeChanges(Map<Setting<?>, Object> wanted, boolean statistics) {
    this.wanted = wanted;
    this.statistics = statistics;
  }

  /** What is asked; refuses, with an IllegalArgumentException, what only creation can give. */
  static RunTimeChanges of(CacheSettings<?, ?> made, LarderConfiguration<?, ?> asked) {
    Map<Setting<?>, Object> wanted = asked.settings();
    wanted.forEach((setting, value) -> {
      if (!CHANGEABLE.contains(setting) && !setting.checked(value).equals(made.get(setting))) {
        throw new IllegalArgumentException("cache \"" + made.name() + "\" is there, with another "
            + setting.key() + ", which cannot be changed; destroy and create it, or leave "
            + setting.key() + " out");
      }
    });
    return new RunTimeChanges(wanted, asked.isStatisticsEnabled());
  }

  void applyTo(LarderCache<?, ?> cache) {
    cache.reconfigure(change -> {
      size().ifPresent(change::maximumSize);
      time(Settings.TIME_TO_LIVE).ifPresent(change::timeToLive);
      time(Settings.TIME_TO_IDLE).ifPresent(change::timeToIdle);
      statistics().ifPresent(change::statistics);
    });
  }

  private Optional<Long> size() {
    return Optional.ofNullable(wanted.get(Settings.MAXIMUM_SIZE))
        .map(Settings.MAXIMUM_SIZE::checked);
  }

  private Optional<Duration> time(Setting<Optional<Duration>> setting) {
    return Optional.ofNullable(wanted.get(setting)).flatMap(setting::checked);
  }

  private Optional<Boolean> statistics() {
    return Optional.ofNullable(wanted.get(Settings.STATISTICS))
        .map(Settings.STATISTICS::checked)
        .or(() -> statistics ? Optional.of(true) : Optional.empty());
  }
}
