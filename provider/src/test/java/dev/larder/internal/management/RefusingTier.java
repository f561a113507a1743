package dev.larder.internal.management;

import dev.larder.tier.Tier;
import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierHealth;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import org.jspecify.annotations.Nullable;

/** Reads from another, and keeps nothing. */
record RefusingTier(Tier other) implements Tier {
  @Override
  public boolean isShared() {
    return other.isShared();
  }

  @Override
  public @Nullable TierEntry get(TierKey key) {
    return other.get(key);
  }

  @Override
  public TierCursor cursor() {
    return other.cursor();
  }

  @Override
  public long size() {
    return other.size();
  }

  @Override
  public long put(TierKey key, TierValue value) {
    return NOT_KEPT;
  }

  @Override
  public long compareAndPut(TierKey key, long expected, TierValue value) {
    return NOT_KEPT;
  }

  @Override
  public boolean remove(TierKey key) {
    return false;
  }

  @Override
  public boolean compareAndRemove(TierKey key, long expected) {
    return false;
  }

  @Override
  public boolean touch(TierKey key, long expected, long expiresAt) {
    return false;
  }

  @Override
  public void clear() {}

  @Override
  public TierHealth health() {
    return other.health();
  }

  @Override
  public void close() {}

  @Override
  public void destroy() {}
}
