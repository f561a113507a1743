package dev.larder.internal.config;

import com.typesafe.config.Config;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what stands below {@code larder}, and refuses what it does not know. Used once.
 *
 * <p>Cache names have dots, and dots outside of quotes nest: {@code caches { com.acme.Order { … } }}. Such a nest is read as the
 * name that it was meant for, and it is the only way for .properties files, which have no quotes. A setting's key is never read as
 * part of a name.
 */
final class LarderSection {
  static final String ROOT = "larder";

  private static final String DEFAULT = "default";
  private static final String CACHES = "caches";

  /** Another jar's: {@link ExtensionBlock}. */
  static final String CONSOLE = "console";

  static final Set<String> SECTIONS = Set.of(DEFAULT, CACHES, CONSOLE);

  private final NamedBlocks blocks = new NamedBlocks();

  private LarderSection() {}

  /** @throws javax.cache.CacheException for the first mistake that it finds */
  static NamedBlocks read(Config file) {
    var section = new LarderSection();
    var root = file.root().get(ROOT);
    if (root != null) {
      section.read(ConfEntry.root(ROOT, root));
    }
    return section.blocks;
  }

  private void read(ConfEntry root) {
    for (var section : root.entries("default { … } and caches { … }")) {
      switch (section.key()) {
        case DEFAULT -> readDefault(section);
        case CACHES -> readCaches(section);
        case CONSOLE -> {
          // its jar understands it
        }
        default -> throw section.unknownAmong(SECTIONS);
      }
    }
  }

  private void readDefault(ConfEntry section) {
    for (var entry : section.entries("settings, such as { maximum-size = 10000 }")) {
      var setting = Settings.byKey(entry.key());
      if (setting == null) {
        throw entry.unknownAmong(Settings.keys());
      }
      blocks.defaults().add(entry.assign(setting));
    }
  }

  private void readCaches(ConfEntry section) {
    for (var cache : section.entries(
        "a block for each cache, such as { \"orders\" { maximum-size = 10000 } }")) {
      readCache(cache.key(), cache);
    }
  }

  private void readCache(String name, ConfEntry block) {
    starProblem(name).ifPresent(problem -> {
      throw block.mistake(problem);
    });
    var entries = block.entries("settings, such as { maximum-size = 10000 }");
    boolean isNest = !entries.isEmpty();
    for (var entry : entries) {
      var setting = Settings.byKey(entry.key());
      if (setting != null) {
        isNest = false;
        blocks.named(name).add(entry.assign(setting));
      } else if (entry.isBlock()) {
        readCache(name + "." + entry.key(), entry);
      } else {
        throw entry.unknownAmong(Settings.keys());
      }
    }
    if (!isNest) {
      blocks.named(name);
    }
  }

  /** What is wrong with a pattern, if it is one. */
  static Optional<String> starProblem(String name) {
    var star = name.indexOf('*');
    return star >= 0 && star < name.length() - 1
        ? Optional.of("a * stands for the rest of a name, so it is allowed only at the end")
        : Optional.empty();
  }
}
