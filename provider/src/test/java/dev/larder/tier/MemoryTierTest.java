package dev.larder.tier;

class MemoryTierTest extends TierContract {
  @Override
  protected Tier open() {
    return new MemoryTier(new MemoryTier.Store(), ear, false);
  }
}
