package dev.larder.internal.redis;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierFactory;
import dev.larder.tier.TierSettings;

/** Makes tiers for {@code tier { type = redis }}. */
public final class RedisTierFactory implements TierFactory {
  /** For the {@link java.util.ServiceLoader}. */
  public RedisTierFactory() {}

  @Override
  public String type() {
    return "redis";
  }

  @Override
  public void check(TierSettings settings) {
    RedisSettings.of(settings);
  }

  @Override
  public Tier open(TierContext context) {
    return new RedisTier(context, RedisSettings.of(context.settings()));
  }
}
