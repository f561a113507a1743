package dev.larder.internal.cache;

import dev.larder.internal.core.Hold;
import dev.larder.tier.LoadLease;
import org.jspecify.annotations.Nullable;

/** The loads of a cache with a tier, which may see to it that one JVM loads a key at a time. {@code loadAll} does not ask it. */
final class TieredLoads<K, V> extends Loads<K, V> {
  private final Tiering<K> tiering;
  private final Commits<K, V> commits;

  TieredLoads(Contents<K, V> contents, Tiering<K> tiering) {
    super(contents);
    this.tiering = tiering;
    this.commits = Commits.of(contents);
  }

  @Override
  @Nullable
  Object callLoader(Hold<K, Object> hold, K key) {
    LoadLease lease = tiering.tier().leaseLoad(tiering.bytesOf(hold.key()));
    if (lease == null) {
      return super.callLoader(hold, key);
    }
    try (lease) {
      commits.expired(hold);
      Object live = hold.live();
      if (live == null) {
        return super.callLoader(hold, key);
      }
      hold.succeed(live);
      return live;
    }
  }
}
