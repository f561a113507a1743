package dev.larder.tier;

import java.util.Optional;

/**
 * Makes tiers of one type. A jar names it in {@code META-INF/services/dev.larder.tier.TierFactory}. Thread-safe, with a constructor without parameters.
 *
 * <pre>{@code
 * public final class CellarFactory implements TierFactory {
 *   public String type() {
 *     return "cellar";
 *   }
 *
 *   public void check(TierSettings settings) {
 *     settings.requireNothingBut(Set.of("door"));
 *   }
 *
 *   public Tier open(TierContext context) {
 *     return new Cellar(context.settings().requiredText("door"), context.listener());
 *   }
 * }
 * }</pre>
 */
public interface TierFactory {
  /** The word in {@code tier { type = ... }}. */
  String type();

  /**
   * Looks at the settings, and opens nothing. Called before {@link #open}, and when a file is read.
   *
   * @throws IllegalArgumentException when they are wrong; {@link TierSettings} makes such
   */
  void check(TierSettings settings);

  /** Why there can be no tier of this type on this machine, and what to do; empty when nothing is known against it. */
  default Optional<String> unavailable() {
    return Optional.empty();
  }

  /**
   * Whether nobody but this user can write where the tier stores. If others can, as is assumed unless it is said, then what comes back is
   * read by {@code allowed-classes}, or when that is not set, by the declared types of keys and values.
   */
  default boolean isPrivate(TierSettings settings) {
    return false;
  }

  /**
   * Opens the tier of one cache.
   *
   * @throws IllegalArgumentException when the settings are wrong
   * @throws TierException when it cannot be opened; then nothing is left open
   */
  Tier open(TierContext context);
}
