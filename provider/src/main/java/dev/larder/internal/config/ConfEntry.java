package dev.larder.internal.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.larder.error.CacheConfigurationException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.CacheException;

/**
 * A key of a configuration file with its value, which knows where it stands so that it can say what is wrong there.
 *
 * @param path the keys from the top of the file to this one
 */
record ConfEntry(List<String> path, ConfigValue value) {
  static ConfEntry root(String key, ConfigValue value) {
    return new ConfEntry(List.of(key), value);
  }

  String key() {
    return path.get(path.size() - 1);
  }

  boolean isBlock() {
    return value.valueType() == ConfigValueType.OBJECT;
  }

  /**
   * What is in this block.
   *
   * @param allowed for the message when it is none
   */
  List<ConfEntry> entries(String allowed) {
    if (value instanceof ConfigObject block) {
      return block.entrySet().stream()
          .map(child -> child(child.getKey(), child.getValue()))
          .toList();
    }
    throw mistake("here belong " + allowed);
  }

  /** @throws CacheException when what stands here is no value for the setting */
  <T> Assignment<T> assign(Setting<T> setting) {
    T read = value.valueType() == ConfigValueType.NULL ? null : setting.read(raw());
    if (read == null) {
      throw mistake(setting.type().remedy());
    }
    return new Assignment<>(setting, read, ConfigUtil.joinPath(path), place());
  }

  private Object raw() {
    return switch (value.valueType()) {
      case OBJECT, LIST -> value.unwrapped();
      default -> found();
    };
  }

  CacheConfigurationException mistake(String remedy) {
    return new CacheConfigurationException(
        place() + ": " + ConfigUtil.joinPath(path) + " = " + found() + ": " + remedy);
  }

  CacheConfigurationException unknownAmong(Set<String> known) {
    return new CacheConfigurationException(
        place() + ": unknown key " + ConfigUtil.joinPath(path) + Spelling.suggestion(key(), known));
  }

  /** File and line, as far as the parser knows them: it knows no lines of .properties files. */
  String place() {
    var origin = value.origin();
    return origin.lineNumber() > 0
        ? fileOf(origin) + ", line " + origin.lineNumber()
        : fileOf(origin);
  }

  private static String fileOf(ConfigOrigin origin) {
    if (origin.filename() != null) {
      return origin.filename();
    }
    return origin.url() != null ? origin.url().toString() : origin.description();
  }

  /** The value as it stands in the file; of what is no single value, only what it is. */
  private String found() {
    return switch (value.valueType()) {
      case OBJECT -> "{ … }";
      case LIST -> "[ … ]";
      case STRING -> (String) value.unwrapped();
      default -> value.render(ConfigRenderOptions.concise());
    };
  }

  private ConfEntry child(String key, ConfigValue child) {
    return new ConfEntry(Stream.concat(path.stream(), Stream.of(key)).toList(), child);
  }
}
