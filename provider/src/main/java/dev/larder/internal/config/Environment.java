package dev.larder.internal.config;

import dev.larder.error.CacheConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.cache.CacheException;

/**
 * Environment variables: {@code LARDER_CACHES_ORDERS_MAXIMUM_SIZE}, {@code LARDER_DEFAULT_TIME_TO_LIVE}. Their names know no dots
 * and no case: all in a cache's name that is no letter and no digit is an underscore, and there are no patterns.
 */
final class Environment implements Source {
  private static final String CACHES = "LARDER_CACHES_";
  private static final String DEFAULT = "LARDER_DEFAULT_";
  private static final String PLACE = "environment variable";

  private final Map<String, String> variables = new TreeMap<>();
  private final Block defaults;

  /** @throws CacheException for a variable that begins like ours, and is none */
  Environment(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (name.startsWith(CACHES) || name.startsWith(DEFAULT)) {
        variables.put(name, value);
      }
    });
    variables.keySet().forEach(Environment::check);
    defaults = read(DEFAULT, false);
  }

  boolean isEmpty() {
    return variables.isEmpty();
  }

  @Override
  public List<Block> of(String cacheName) {
    if (variables.isEmpty()) {
      return List.of();
    }
    var block = read(CACHES + mangled(cacheName) + "_", true);
    return block.isEmpty() ? List.of() : List.of(block);
  }

  @Override
  public Block defaults() {
    return defaults;
  }

  private Block read(String prefix, boolean strict) {
    var block = new Block(strict);
    for (var setting : Settings.all()) {
      var name = prefix + mangled(setting.key());
      var value = variables.get(name);
      if (value != null) {
        block.read(setting, value, name, PLACE);
      }
    }
    return block;
  }

  private static void check(String variable) {
    boolean isCache = variable.startsWith(CACHES);
    var rest = variable.substring((isCache ? CACHES : DEFAULT).length());
    boolean known = Settings.keys().stream()
        .map(Environment::mangled)
        .anyMatch(key -> isCache ? rest.endsWith("_" + key) : rest.equals(key));
    if (!known) {
      var keys = Settings.keys().stream().map(Environment::mangled).collect(Collectors.toSet());
      throw new CacheConfigurationException(PLACE + " " + variable + ": "
          + (isCache
              ? "it ends in no known key; write LARDER_CACHES_NAME_KEY, such as LARDER_CACHES_ORDERS_MAXIMUM_SIZE"
                  + Spelling.known(keys)
              : "unknown key " + rest + Spelling.suggestion(rest, keys)));
    }
  }

  private static String mangled(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
