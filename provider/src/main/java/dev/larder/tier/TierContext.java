package dev.larder.tier;

/**
 * The cache that a tier is for.
 *
 * <pre>{@code
 * new Cellar(context.cacheName(), context.settings().requiredText("door"), context.clock());
 * }</pre>
 *
 * @param cacheName as its manager knows it
 * @param settings the block of the configuration
 * @param listener to be told of what counts no more
 * @param clock by which entries expire
 */
public record TierContext(
    String cacheName, TierSettings settings, TierListener listener, TierClock clock) {}
