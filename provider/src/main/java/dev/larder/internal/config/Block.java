package dev.larder.internal.config;

import dev.larder.error.CacheConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** What one source says at one place: settings, each at most once. Filled once, then left alone. */
final class Block {
  static final Block EMPTY = new Block(false);

  private final boolean strict;
  private final Map<Setting<?>, Assignment<?>> assignments = new LinkedHashMap<>();

  Block(boolean strict) {
    this.strict = strict;
  }

  /** Whether it is meant for just one cache, so that what makes no sense for that is an error; else it merely has no effect. */
  boolean isStrict() {
    return strict;
  }

  boolean isEmpty() {
    return assignments.isEmpty();
  }

  @Nullable
  @SuppressWarnings("unchecked") // an assignment is kept by its own setting
  <T> Assignment<T> of(Setting<T> setting) {
    return (Assignment<T>) assignments.get(setting);
  }

  /** @throws CacheException when it is there already */
  void add(Assignment<?> assignment) {
    Assignment<?> other = assignments.putIfAbsent(assignment.setting(), assignment);
    if (other != null) {
      throw new CacheConfigurationException(assignment.described()
          + ": the same cache already has one in " + other.place() + "; keep one of the two");
    }
  }

  /**
   * Reads what was written outside of files.
   *
   * @param place "system property" and the like
   * @throws CacheException when that is no value for the setting
   */
  <T> void read(Setting<T> setting, Object raw, String path, String place) {
    T value = setting.read(raw);
    if (value == null) {
      throw new CacheConfigurationException(
          place + ": " + path + " = " + raw + ": " + setting.type().remedy());
    }
    add(new Assignment<>(setting, value, path, place));
  }
}
