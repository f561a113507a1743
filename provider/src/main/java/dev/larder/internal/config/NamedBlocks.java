package dev.larder.internal.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks for caches by name, or by a pattern: a name that ends in {@code *} and matches what begins alike. Filled once, then left
 * alone.
 */
final class NamedBlocks implements Source {
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final Block defaults = new Block(false);

  /** The block of this name or pattern, made when it is missing. */
  Block named(String nameOrPattern) {
    return blocks.computeIfAbsent(nameOrPattern, name -> new Block(!isPattern(name)));
  }

  static boolean isPattern(String name) {
    return name.endsWith("*");
  }

  /** Whether the pattern's text before its {@code *} begins the name. */
  static boolean matches(String pattern, String cacheName) {
    return cacheName.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  boolean isEmpty() {
    return blocks.isEmpty() && defaults.isEmpty();
  }

  List<String> names() {
    return blocks.keySet().stream().filter(name -> !isPattern(name)).toList();
  }

  List<String> patterns() {
    return blocks.keySet().stream().filter(NamedBlocks::isPattern).toList();
  }

  /** O(number of patterns). */
  @Override
  public List<Block> of(String cacheName) {
    List<Block> found = new ArrayList<>();
    Block exact = isPattern(cacheName) ? null : blocks.get(cacheName);
    if (exact != null) {
      found.add(exact);
    }
    blocks.keySet().stream()
        .filter(name -> isPattern(name) && matches(name, cacheName))
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(pattern -> found.add(named(pattern)));
    return found;
  }

  @Override
  public Block defaults() {
    return defaults;
  }
}
