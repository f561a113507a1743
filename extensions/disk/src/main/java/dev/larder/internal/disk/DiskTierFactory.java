package dev.larder.internal.disk;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierFactory;
import dev.larder.tier.TierSettings;

/** Brings {@code tier { type = disk }}. */
public final class DiskTierFactory implements TierFactory {
  @Override
  public String type() {
    return "disk";
  }

  @Override
  public void check(TierSettings settings) {
    DiskSettings.of(settings, "");
  }

  @Override
  public Tier open(TierContext context) {
    return DiskTier.open(DiskSettings.of(context.settings(), context.cacheName()), context);
  }
}
