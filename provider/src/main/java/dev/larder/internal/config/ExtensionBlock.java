package dev.larder.internal.config;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is said of something that another jar brings: {@code larder.console { … }}, properties {@code larder.console.KEY}, variables
 * {@code LARDER_CONSOLE_KEY}. The keys are that jar's to understand. For each key the first of these counts: the manager's properties,
 * the system's, the environment, the file.
 */
final class ExtensionBlock {
  private final String prefix;
  private final Map<String, SettingLine> lines = new TreeMap<>();

  private ExtensionBlock(String name) {
    this.prefix = LarderSection.ROOT + "." + name;
  }

  /** All that is said of it, by key; nothing when nobody says anything. */
  static List<SettingLine> read(String name, Optional<Config> file, Surroundings surroundings) {
    var block = new ExtensionBlock(name);
    file.map(config -> config.root().get(LarderSection.ROOT))
        .ifPresent(root -> ConfEntry.root(LarderSection.ROOT, root).entries("blocks").stream()
            .filter(section -> section.key().equals(name))
            .forEach(block::addFile));
    block.addVariables(surroundings.environment());
    block.addProperties(surroundings.system(), "system property");
    block.addProperties(surroundings.manager(), "manager property");
    return List.copyOf(block.lines.values());
  }

  private void addFile(ConfEntry section) {
    for (var entry : section.entries("settings, such as { enabled = true }")) {
      if (entry.isBlock()) {
        throw entry.mistake("here belongs a value, not a block");
      }
      add(entry.key(), entry.value().unwrapped(), entry.place());
    }
  }

  private void addVariables(Map<String, String> environment) {
    var start = prefix.toUpperCase(Locale.ROOT).replace('.', '_') + "_";
    new TreeMap<>(environment).forEach((variable, value) -> {
      if (variable.startsWith(start)) {
        var key = variable.substring(start.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        lines.put(key, new SettingLine(key, value, "environment variable " + variable));
      }
    });
  }

  private void addProperties(Map<String, Object> properties, String place) {
    new TreeMap<>(properties).forEach((path, value) -> {
      if (path.startsWith(prefix + ".")) {
        add(path.substring(prefix.length() + 1), value, place);
      }
    });
  }

  private void add(String key, Object value, String place) {
    var text = value instanceof List<?> list
        ? list.stream().map(Object::toString).collect(Collectors.joining(","))
        : String.valueOf(value);
    lines.put(key, new SettingLine(key, text, place + ": " + prefix + "." + key));
  }
}
