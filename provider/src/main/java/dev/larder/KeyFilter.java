package dev.larder;

import static java.util.Objects.requireNonNull;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Selects entries by key, or by tag: {@code KeyFilter.glob("user:*")}. Immutable, and thread-safe as far as what it was made of is.
 * Text filters see a key as its {@code toString} says it.
 *
 * <pre>{@code
 * cache.removeAll(KeyFilter.<String>prefix("user:").and(KeyFilter.regex(".*:draft")));
 * }</pre>
 *
 * @param <K> keys
 */
public final class KeyFilter<K> {
  /** The key, and a test whether it has a tag. */
  private final BiPredicate<K, Predicate<String>> test;

  private KeyFilter(BiPredicate<K, Predicate<String>> test) {
    this.test = test;
  }

  /** Keys that pass the test. It runs without any lock, once a key, and gets a copy in a cache that stores by value. */
  public static <K> KeyFilter<K> of(Predicate<? super K> test) {
    requireNonNull(test, "test");
    return new KeyFilter<>((key, tags) -> test.test(key));
  }

  /** Keys that begin so. */
  public static <K> KeyFilter<K> prefix(String prefix) {
    requireNonNull(prefix, "prefix");
    return of(key -> String.valueOf(key).startsWith(prefix));
  }

  /**
   * Keys that match as a whole: {@code *} stands for any text, {@code ?} for one character, {@code [abc]}, {@code [a-z]} and
   * {@code [!abc]} for one of these or none of them.
   *
   * @throws IllegalArgumentException when a bracket is not closed
   */
  public static <K> KeyFilter<K> glob(String pattern) {
    Pattern regex = Glob.toRegex(requireNonNull(pattern, "pattern"));
    return of(key -> regex.matcher(String.valueOf(key)).matches());
  }

  /** Keys that match from their beginning on; what follows the match is free. End the pattern with {@code $} if it is not. */
  public static <K> KeyFilter<K> regex(Pattern pattern) {
    requireNonNull(pattern, "pattern");
    return of(key -> pattern.matcher(String.valueOf(key)).lookingAt());
  }

  /**
   * The same.
   *
   * @throws PatternSyntaxException when it is no regular expression
   */
  public static <K> KeyFilter<K> regex(String pattern) {
    return regex(Pattern.compile(requireNonNull(pattern, "pattern")));
  }

  /** Keys whose entries have this tag. */
  public static <K> KeyFilter<K> tag(String tag) {
    requireNonNull(tag, "tag");
    return new KeyFilter<>((key, tags) -> tags.test(tag));
  }

  /** Keys that pass both. */
  public KeyFilter<K> and(KeyFilter<? super K> other) {
    requireNonNull(other, "other");
    return new KeyFilter<>((key, tags) -> matches(key, tags) && other.matches(key, tags));
  }

  /** Keys that pass one of the two, or both. */
  public KeyFilter<K> or(KeyFilter<? super K> other) {
    requireNonNull(other, "other");
    return new KeyFilter<>((key, tags) -> matches(key, tags) || other.matches(key, tags));
  }

  /** Keys that do not pass. */
  public KeyFilter<K> negate() {
    return new KeyFilter<>((key, tags) -> !matches(key, tags));
  }

  boolean matches(K key, Predicate<String> tags) {
    return test.test(key, tags);
  }
}
