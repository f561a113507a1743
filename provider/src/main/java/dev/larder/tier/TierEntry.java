package dev.larder.tier;

/**
 * What a tier has for a key.
 *
 * @param version above zero
 */
public record TierEntry(TierValue value, long version) {}
