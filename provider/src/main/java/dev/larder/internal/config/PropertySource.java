package dev.larder.internal.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.larder.error.CacheConfigurationException;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.CacheException;

/**
 * Reads properties such as {@code larder.caches.orders.maximum-size}, {@code larder.default.time-to-live}: the manager's own, and
 * the system's. Names of caches may have dots, so the key is what stands behind the last one.
 */
final class PropertySource {
  private static final String ROOT = "larder.";
  private static final String CACHES = "larder.caches.";
  private static final String DEFAULT = "larder.default.";

  private final NamedBlocks blocks = new NamedBlocks();

  /** What stands for blocks below {@code tier}, by the path of the block. */
  private final Map<String, Map<String, Object>> tiers = new TreeMap<>();

  private final String place;

  private PropertySource(String place) {
    this.place = place;
  }

  /**
   * Reads what begins with {@code larder.caches.} and {@code larder.default.}; all else is somebody else's.
   *
   * @param place what these properties are, for messages
   * @throws CacheException for the first key or value that is wrong
   */
  static NamedBlocks read(Map<String, Object> properties, String place) {
    var source = new PropertySource(place);
    new TreeMap<>(properties).forEach(source::read);
    source.tiers.forEach(source::addTier);
    return source.blocks;
  }

  private void read(String path, Object value) {
    if (path.startsWith(CACHES)) {
      readCache(path, path.substring(CACHES.length()), value);
    } else if (path.startsWith(DEFAULT)) {
      readDefault(path, path.substring(DEFAULT.length()), value);
    } else if (path.startsWith(ROOT)) {
      refuseMisspelt(path);
    }
  }

  /** Others may have properties that begin like ours, too; but what looks much like one of ours was meant for us. */
  private void refuseMisspelt(String path) {
    var section = path.substring(ROOT.length()).split("\\.", 2)[0];
    if (section.equals(LarderSection.CONSOLE)) {
      return;
    }
    Spelling.nearest(section, LarderSection.SECTIONS).ifPresent(near -> {
      throw new CacheConfigurationException(
          place + " " + path + ": unknown key; did you mean " + ROOT + near + "?");
    });
  }

  private void readDefault(String path, String key, Object value) {
    if (key.startsWith(tierPrefix())) {
      tier(DEFAULT + Settings.TIER).put(key.substring(tierPrefix().length()), value);
    } else {
      blocks.defaults().read(known(path, key), value, path, place);
    }
  }

  private void readCache(String path, String rest, Object value) {
    int tier = rest.indexOf("." + tierPrefix());
    int dot = rest.lastIndexOf('.');
    if (tier > 0) {
      var name = rest.substring(0, tier);
      tier(CACHES + name + "." + Settings.TIER)
          .put(rest.substring(tier + 1 + tierPrefix().length()), value);
    } else if (dot > 0) {
      var setting = known(path, rest.substring(dot + 1));
      blocks.named(checkedName(path, rest.substring(0, dot))).read(setting, value, path, place);
    } else {
      throw new CacheConfigurationException(place + " " + path
          + ": write larder.caches.NAME.KEY, such as larder.caches.orders.maximum-size");
    }
  }

  private static String tierPrefix() {
    return Settings.TIER.key() + ".";
  }

  private Map<String, Object> tier(String path) {
    return tiers.computeIfAbsent(path, first -> new TreeMap<>());
  }

  private void addTier(String path, Map<String, Object> flat) {
    Map<String, Object> nested;
    try {
      nested = ConfigFactory.parseMap(flat).root().unwrapped();
    } catch (ConfigException e) {
      throw new CacheConfigurationException(place + " " + path + ": " + e.getMessage(), e);
    }
    var tierSuffix = "." + Settings.TIER.key();
    var owner = path.substring(0, path.length() - tierSuffix.length());
    var block = path.startsWith(CACHES)
        ? blocks.named(checkedName(path, owner.substring(CACHES.length())))
        : blocks.defaults();
    block.read(Settings.TIER, nested, path, place);
  }

  private String checkedName(String path, String name) {
    LarderSection.starProblem(name).ifPresent(problem -> {
      throw new CacheConfigurationException(place + " " + path + ": " + problem);
    });
    return name;
  }

  private Setting<?> known(String path, String key) {
    var setting = Settings.byKey(key);
    if (setting == null) {
      throw new CacheConfigurationException(
          place + " " + path + ": unknown key " + key + Spelling.suggestion(key, Settings.keys()));
    }
    return setting;
  }
}
