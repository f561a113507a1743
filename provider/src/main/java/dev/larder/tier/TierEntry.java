package dev.larder.tier;

/**
 * What a tier has for a key.
 *
 * <pre>{@code
 * tier.compareAndPut(key, entry.version(), changed);
 * }</pre>
 *
 * @param version above zero
 */
public record TierEntry(TierValue value, long version) {}
