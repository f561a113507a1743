package dev.larder.annotations.internal;

import java.util.List;
import java.util.regex.Pattern;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Tags in which <code>{0}</code> stands for the first of the parameters that make the key, and so on. Immutable.
 *
 * @param patterns empty for none
 */
record TagPatterns(List<String> patterns) {
  private static final Pattern PLACE = Pattern.compile("\\{([0-9]{1,3})}");
  private static final String[] NONE = {};

  /**
   * The tags of what a call stores.
   *
   * @throws CacheException when one speaks of a parameter that there is not
   */
  String[] of(Declaration<?> declaration, @Nullable Object[] arguments) {
    if (patterns.isEmpty()) {
      return NONE;
    }
    int[] positions = declaration.parameters().keyPositions();
    String wrong = wrongFor(positions.length);
    if (wrong != null) {
      throw new CacheException(declaration.method() + ": " + wrong);
    }
    return patterns.stream()
        .map(pattern -> PLACE
            .matcher(pattern)
            .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(
                String.valueOf(arguments[positions[Integer.parseInt(place.group(1))]]))))
        .toArray(String[]::new);
  }

  /** What is wrong with them for a key of so many parameters; null when nothing is. */
  @Nullable
  String wrongFor(int keyParameters) {
    return patterns.stream()
        .filter(pattern -> PLACE
            .matcher(pattern)
            .results()
            .anyMatch(place -> Integer.parseInt(place.group(1)) >= keyParameters))
        .findFirst()
        .map(pattern ->
            "the tag \"" + pattern + "\" speaks of a parameter that there is not; the key has "
                + keyParameters + ", and the first is {0}")
        .orElse(null);
  }
}
