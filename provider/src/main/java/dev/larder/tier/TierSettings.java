package dev.larder.tier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The block {@code tier { ... }} of one cache. Each method throws an {@link IllegalArgumentException} that names place, key, value and
 * remedy when what stands there is no such thing.
 *
 * <pre>{@code
 * long room = settings.bytes("maximum-bytes").orElse(1L << 30);
 * }</pre>
 */
public interface TierSettings {
  /** Where the block stands, for messages: file, line, path. */
  String place();

  /** A text. */
  Optional<String> text(String key);

  /** The same, refused when it is missing. */
  String requiredText(String key);

  /** A whole number within limits. */
  Optional<Long> number(String key, long least, long most);

  /** A number of bytes above zero, such as {@code 64MB}. */
  Optional<Long> bytes(String key);

  /** A time above zero, such as {@code 500ms}. */
  Optional<Duration> time(String key);

  /** {@code true} or {@code false}. */
  Optional<Boolean> flag(String key);

  /** One of a few words. */
  Optional<String> word(String key, List<String> words);

  /** Refuses keys other than {@code type} and these. */
  void requireNothingBut(Set<String> keys);

  /** A complaint about a key, to be thrown: place and key, the problem, which names the remedy. */
  IllegalArgumentException refused(String key, String problem);
}
