package dev.larder.tier;

/**
 * What a tier has for a key.
 *
 * <pre>{@code
 * TierEntry entry = tier.get(key);
 * boolean isMine = entry != null && entry.version() == mine;
 * }</pre>
 *
 * @param version above zero
 */
public record TierEntry(TierValue value, long version) {}
