package dev.larder.tier;

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

  /**
   * Opens the tier of one cache.
   *
   * @throws IllegalArgumentException when the settings are wrong
   * @throws TierException when it cannot be opened; then nothing is left open
   */
  Tier open(TierContext context);
}
