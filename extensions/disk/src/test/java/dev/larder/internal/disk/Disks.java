package dev.larder.internal.disk;

import dev.larder.internal.config.TierBlock;
import dev.larder.tier.TierClock;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Tiers on disk, for tests. */
final class Disks {
  private Disks() {}

  /** The tier of a cache, with these settings besides type and path. */
  static DiskTier open(
      Path root,
      String cacheName,
      Map<String, ?> settings,
      TierListener listener,
      TierClock clock) {
    Map<String, Object> block = new HashMap<>(settings);
    block.put("type", "disk");
    block.put("path", root.toString());
    TierContext context =
        new TierContext(cacheName, new TierBlock("test: tier", block), listener, clock);
    return (DiskTier) new DiskTierFactory().open(context);
  }
}
