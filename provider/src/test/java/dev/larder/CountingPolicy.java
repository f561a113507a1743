package dev.larder;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** A user's own policy. It counts how often it was asked what, and answers as told; eternal, unchanged and unchanged at first. */
@SuppressWarnings("NullAway") // JCache's "unchanged" is null, its interface is not annotated
final class CountingPolicy implements ExpiryPolicy {
  final AtomicInteger creations = new AtomicInteger();
  final AtomicInteger updates = new AtomicInteger();
  final AtomicInteger accesses = new AtomicInteger();

  Supplier<@Nullable Duration> creation = () -> Duration.ETERNAL;
  Supplier<@Nullable Duration> update = () -> null;
  Supplier<@Nullable Duration> access = () -> null;

  @Override
  public @Nullable Duration getExpiryForCreation() {
    creations.incrementAndGet();
    return creation.get();
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    accesses.incrementAndGet();
    return access.get();
  }

  @Override
  public @Nullable Duration getExpiryForUpdate() {
    updates.incrementAndGet();
    return update.get();
  }

  void forget() {
    creations.set(0);
    updates.set(0);
    accesses.set(0);
  }

  /** Such as "creation 1 update 0 access 0". */
  String counts() {
    return "creation " + creations + " update " + updates + " access " + accesses;
  }
}
