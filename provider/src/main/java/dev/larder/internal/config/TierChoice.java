package dev.larder.internal.config;

import static java.util.Objects.requireNonNull;

import dev.larder.tier.TierFactory;
import org.jspecify.annotations.Nullable;

/**
 * A tier that a cache may have: who makes it, and by which settings.
 *
 * @param maker null for the heap alone
 */
public record TierChoice(@Nullable TierFactory maker, TierBlock block) {
  /** Whether it is no tier. */
  public boolean isNone() {
    return maker == null;
  }

  /** Who makes it. */
  public TierFactory factory() {
    return requireNonNull(maker);
  }
}
