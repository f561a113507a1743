package dev.larder.annotations.internal;

import java.util.List;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/**
 * The key that is made of a call's parameters. Immutable: arrays and collections are copied, deeply. Two are equal when the
 * parameters are equal one by one, and of the same class; lists, sets and maps are compared by what they contain, whatever their
 * class.
 *
 * <p>The fields are such that a cache which stores by value can prove the key immutable, and so need not copy it.
 */
final class ParameterKey implements GeneratedCacheKey {
  private static final long serialVersionUID = 1L;
  private static final ParameterKey NONE = new ParameterKey(0, List.of());

  private final int count;

  /** The only part itself, which saves a list for most keys; or a list of them. */
  @SuppressWarnings("serial") // parameters, and the JDK's immutable lists
  private final Object parts;

  private final int hash;

  private ParameterKey(int count, Object parts) {
    this.count = count;
    this.parts = parts;
    this.hash = parts.hashCode();
  }

  /**
   * The key of a call.
   *
   * @param positions which of the parameters count
   */
  static ParameterKey of(@Nullable Object[] parameters, int[] positions) {
    return switch (positions.length) {
      case 0 -> NONE;
      case 1 -> new ParameterKey(1, KeyPart.of(parameters[positions[0]]));
      case 2 ->
        new ParameterKey(
            2, List.of(KeyPart.of(parameters[positions[0]]), KeyPart.of(parameters[positions[1]])));
      default -> new ParameterKey(positions.length, List.of(partsOf(parameters, positions)));
    };
  }

  private static Object[] partsOf(@Nullable Object[] parameters, int[] positions) {
    Object[] parts = new Object[positions.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = KeyPart.of(parameters[positions[i]]);
    }
    return parts;
  }

  /** The hash is made anew: that of an enum, for one, differs from JVM to JVM. */
  private Object readResolve() {
    return new ParameterKey(count, parts);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParameterKey key
        && hash == key.hash
        && count == key.count
        && KeyPart.areEqual(parts, key.parts);
  }

  @Override
  public String toString() {
    return count == 1 ? "[" + parts + "]" : parts.toString();
  }
}
