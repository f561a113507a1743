package dev.larder.internal.config;

import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what stands below {@code larder}, and refuses what it does not know. Used once.
 *
 * <p>Cache names have dots, and dots outside of quotes nest: {@code caches { com.acme.Order { … } }}. Such a nest is read as the
 * name that it was meant for. No setting is itself a block, so this is unambiguous; and it is the only way for .properties files,
 * which have no quotes.
 */
final class LarderSection {
  static final String ROOT = "larder";

  private static final String DEFAULT = "default";
  private static final String CACHES = "caches";
  private static final Set<String> SECTIONS = Set.of(DEFAULT, CACHES);
  private static final String MAXIMUM_SIZE = "maximum-size";
  private static final String STORE_BY_VALUE = "store-by-value";
  private static final Set<String> SETTINGS = Set.of(MAXIMUM_SIZE, STORE_BY_VALUE);

  /** By setting, then by the name or pattern of the cache. */
  private final Map<String, Map<String, ConfEntry>> settings = new HashMap<>();

  /** By setting. */
  private final Map<String, ConfEntry> defaults = new HashMap<>();

  private LarderSection() {}

  /** @throws javax.cache.CacheException for the first mistake that it finds */
  static LarderConf read(Config file) {
    var root = file.root().get(ROOT);
    return root == null ? LarderConf.empty() : new LarderSection().read(ConfEntry.root(ROOT, root));
  }

  private LarderConf read(ConfEntry root) {
    for (var section : root.entries("default { … } and caches { … }")) {
      switch (section.key()) {
        case DEFAULT -> readDefault(section);
        case CACHES -> readCaches(section);
        default -> throw section.unknownAmong(SECTIONS);
      }
    }
    return new LarderConf(
        all(MAXIMUM_SIZE, ConfEntry::asMaximumSize, LarderConf.DEFAULT_MAXIMUM_SIZE),
        all(STORE_BY_VALUE, ConfEntry::asYesOrNo, true));
  }

  private <T> ByCacheName<T> all(String setting, Function<ConfEntry, T> value, T builtIn) {
    var byName = new HashMap<String, T>();
    settings
        .getOrDefault(setting, Map.of())
        .forEach((name, entry) -> byName.put(name, value.apply(entry)));
    var defaultEntry = defaults.get(setting);
    return new ByCacheName<>(defaultEntry == null ? builtIn : value.apply(defaultEntry), byName);
  }

  private void readDefault(ConfEntry section) {
    for (var setting : section.entries("settings, such as { maximum-size = 10000 }")) {
      if (!SETTINGS.contains(setting.key())) {
        throw setting.unknownAmong(SETTINGS);
      }
      defaults.put(setting.key(), setting);
    }
  }

  private void readCaches(ConfEntry section) {
    for (var cache : section.entries(
        "a block for each cache, such as { \"orders\" { maximum-size = 10000 } }")) {
      readCache(cache.key(), cache);
    }
  }

  private void readCache(String name, ConfEntry block) {
    var star = name.indexOf('*');
    if (star >= 0 && star < name.length() - 1) {
      throw block.mistake("a * stands for the rest of a name, so it is allowed only at the end");
    }
    for (var setting : block.entries("settings, such as { maximum-size = 10000 }")) {
      if (SETTINGS.contains(setting.key())) {
        add(name, setting);
      } else if (setting.isBlock()) {
        readCache(name + "." + setting.key(), setting);
      } else {
        throw setting.unknownAmong(SETTINGS);
      }
    }
  }

  private void add(String name, ConfEntry setting) {
    var other =
        settings.computeIfAbsent(setting.key(), first -> new HashMap<>()).put(name, setting);
    if (other != null) {
      throw setting.mistake(
          "the same cache already has one in " + other.place() + "; keep one of the two");
    }
  }
}
