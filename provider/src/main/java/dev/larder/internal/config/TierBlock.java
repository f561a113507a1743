package dev.larder.internal.config;

import dev.larder.tier.TierSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code tier { ... }}, read as the keys of a cache are.
 *
 * @param place file, line, path
 */
public record TierBlock(String place, Map<String, Object> block) implements TierSettings {
  /** The key that tells whose the block is. */
  public static final String TYPE = "type";

  private static final String OTHERWISE = "otherwise.";

  /** Takes blocks within the block for keys with dots, as HOCON does the reverse: {@code near { max-staleness = 1m }}. */
  public TierBlock {
    Map<String, Object> flat = new TreeMap<>();
    flatten("", block, flat);
    block = Collections.unmodifiableMap(flat);
  }

  private static void flatten(String prefix, Map<?, ?> from, Map<String, Object> to) {
    from.forEach((key, value) -> {
      if (value instanceof Map<?, ?> inner) {
        flatten(prefix + key + ".", inner, to);
      } else {
        to.put(prefix + key, value);
      }
    });
  }

  /** This block, and those that take its place when it cannot be had: {@code otherwise { ... }}. Each without the others. */
  List<TierBlock> alternatives() {
    List<TierBlock> all = new ArrayList<>();
    TierBlock rest = this;
    while (true) {
      Map<String, Object> own = new TreeMap<>();
      Map<String, Object> others = new TreeMap<>();
      rest.block.forEach((key, value) -> {
        if (key.startsWith(OTHERWISE)) {
          others.put(key.substring(OTHERWISE.length()), value);
        } else {
          own.put(key, value);
        }
      });
      all.add(new TierBlock(rest.place, own).withoutTier());
      if (others.isEmpty()) {
        return all;
      }
      rest = new TierBlock(rest.place + ".otherwise", others);
    }
  }

  private TierBlock withoutTier() {
    if (block.keySet().stream().anyMatch(key -> key.equals("tier") || key.startsWith("tier."))) {
      throw refused(
          "tier",
          "a cache has one tier, and that has none below it: heap, disk and Redis in a row are not offered; leave it out,"
              + " or write otherwise { … } for one that takes its place when this one cannot be had");
    }
    return this;
  }

  @Override
  public Optional<String> text(String key) {
    Object raw = block.get(key);
    if (raw == null) {
      return Optional.empty();
    }
    if (raw instanceof Map || raw instanceof List || raw.toString().isBlank()) {
      throw refused(key, "write a text");
    }
    return Optional.of(raw.toString());
  }

  @Override
  public String requiredText(String key) {
    return text(key).orElseThrow(() -> refused(key, "it is missing; add it to the block"));
  }

  @Override
  public Optional<Long> number(String key, long least, long most) {
    return text(key).map(text -> {
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // refused below
      }
      throw refused(key, text, "write a whole number from " + least + " to " + most);
    });
  }

  @Override
  public Optional<Long> bytes(String key) {
    return read(key, ValueType.weight());
  }

  @Override
  public Optional<Duration> time(String key) {
    return read(key, ValueType.time());
  }

  private <T> Optional<T> read(String key, ValueType<Optional<T>> type) {
    return text(key).map(text -> {
      Optional<T> value = type.read(text);
      if (value == null || value.isEmpty()) {
        throw refused(key, text, type.remedy());
      }
      return value.get();
    });
  }

  @Override
  public Optional<Boolean> flag(String key) {
    return text(key).map(text -> {
      Boolean flag = ValueType.yesOrNo().read(text);
      if (flag == null) {
        throw refused(key, text, ValueType.yesOrNo().remedy());
      }
      return flag;
    });
  }

  @Override
  public Optional<String> word(String key, List<String> words) {
    return text(key).map(text -> {
      if (!words.contains(text)) {
        throw refused(key, text, "write one of " + String.join(", ", words));
      }
      return text;
    });
  }

  @Override
  public void requireNothingBut(Set<String> keys) {
    Set<String> known = new TreeSet<>(keys);
    known.add(TYPE);
    for (String key : new TreeSet<>(block.keySet())) {
      if (!known.contains(key)) {
        throw refused(key, "unknown key" + Spelling.suggestion(key, known));
      }
    }
  }

  @Override
  public IllegalArgumentException refused(String key, String problem) {
    return refused(key, null, problem);
  }

  private IllegalArgumentException refused(String key, @Nullable String value, String problem) {
    return new IllegalArgumentException(
        place + "." + key + (value == null ? "" : " = " + value) + ": " + problem);
  }

  /** Where it stands: values may be passwords. */
  @Override
  public String toString() {
    return place + " " + block.keySet();
  }
}
