package dev.larder.internal.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key that a cache can be configured with: the one definition that the parser, the errors, the documentation and {@code
 * LarderConfiguration} work from. Immutable; {@link Settings} has them all.
 *
 * @param key as it stands in a file
 * @param type what values it takes
 * @param builtIn the value when nobody says anything
 * @param sentence what it does, for the documentation
 */
public record Setting<T>(String key, ValueType<T> type, T builtIn, String sentence) {
  /** The value that {@code raw} stands for: a text, a list, a map, or what code gives; null when it stands for none. */
  @Nullable
  T read(Object raw) {
    return type.read(raw);
  }

  /**
   * The value that {@code raw} stands for.
   *
   * @throws IllegalArgumentException when it stands for none; the message says what does
   */
  public T checked(Object raw) {
    T value = read(raw);
    if (value == null) {
      throw new IllegalArgumentException(key + " = " + raw + ": " + type.remedy());
    }
    return value;
  }

  /** The default as the documentation shows it. */
  public String shownDefault() {
    boolean nothing = builtIn.equals(Optional.empty()) || builtIn.equals(List.of());
    return nothing ? "–" : type.show(builtIn);
  }

  /** Settings are the same only if they are the same object: there is one of each. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
