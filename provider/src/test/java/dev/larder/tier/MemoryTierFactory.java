package dev.larder.tier;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Brings {@code tier { type = memory, store = ..., shared = ... }} to tests: caches with the same store share it, and it outlives them. */
public final class MemoryTierFactory implements TierFactory {
  private static final ConcurrentMap<String, MemoryTier.Store> STORES = new ConcurrentHashMap<>();

  /** Tiers by name of the cache and store, the last one opened. */
  private static final ConcurrentMap<String, MemoryTier> TIERS = new ConcurrentHashMap<>();

  /** What is stored there. */
  public static MemoryTier.Store store(String name) {
    return STORES.computeIfAbsent(name, same -> new MemoryTier.Store());
  }

  /** The last one that was opened over this store. */
  public static MemoryTier tier(String store) {
    return java.util.Objects.requireNonNull(TIERS.get(store), store);
  }

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public void check(TierSettings settings) {
    settings.requireNothingBut(Set.of("store", "shared"));
    settings.flag("shared");
  }

  @Override
  public boolean isPrivate(TierSettings settings) {
    return !settings.flag("shared").orElse(false);
  }

  @Override
  public Tier open(TierContext context) {
    String store = context.settings().text("store").orElse(context.cacheName());
    MemoryTier tier = new MemoryTier(
        store(store), context.listener(), context.settings().flag("shared").orElse(false));
    TIERS.put(store, tier);
    return tier;
  }
}
