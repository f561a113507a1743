package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.RemovalCause;
import dev.larder.tier.Tier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of each change in a cache with a tier, and the first: what is below is brought up before user code has its say, so that
 * the hold shows what the whole cache has; and each change is made below, and then in the heap.
 */
final class TieredCommits<K, V> extends Commits<K, V> {
  private final Contents<K, V> contents;
  private final Tiering<K> tiering;
  private final boolean insisting;

  /** @param insisting whether changes are made whatever others have done meanwhile */
  TieredCommits(Contents<K, V> contents, Tiering<K> tiering, boolean insisting) {
    super(contents);
    this.contents = contents;
    this.tiering = tiering;
    this.insisting = insisting;
  }

  /** Brings up what is below. An entry that has expired is reported once, wherever it was met. */
  @Override
  void expired(Hold<K, Object> hold) {
    if (!isTruth(hold)) {
      found(hold, tiering.find(hold.key(), contents.values()));
    }
  }

  /** The same for many keys, with one look below. */
  @Override
  void allExpired(Collection<Hold<K, Object>> holds) {
    List<Hold<K, Object>> unsure = holds.stream().filter(hold -> !isTruth(hold)).toList();
    if (unsure.isEmpty()) {
      return;
    }
    Map<K, Tiering.Found> found =
        tiering.findAll(unsure.stream().map(Hold::key).toList(), contents.values());
    FirstFailure failures = new FirstFailure();
    unsure.forEach(hold -> failures.attempt(() -> found(hold, found.get(hold.key()))));
    failures.throwIfAny();
  }

  /** Whether what the heap has is what the tier has. */
  private boolean isTruth(Hold<K, Object> hold) {
    return hold.live() != null && !tiering.tier().isShared();
  }

  private void found(Hold<K, Object> hold, Tiering.@Nullable Found found) {
    hold.note(found);
    if (found != null && found.isLive()) {
      tiering.faults().bringUp(hold, requireNonNull(found.stored()), found.lifetime());
      return;
    }
    Object expired = hold.expired();
    if (hold.live() != null) {
      tiering.faults().bringNothing(hold);
    }
    if (found != null && found.entry().value().isExpiredAt(tiering.now())) {
      if (expired == null && !tiering.isReported(hold.key())) {
        expired = tiering.readExpired(found.entry(), contents.values());
      }
      tiering.tier().compareAndRemove(tiering.bytesOf(hold.key()), found.entry().version());
      hold.note(null);
    }
    if (expired != null) {
      reportExpired(hold.key(), expired);
      tiering.departed(hold.key(), expired, RemovalCause.EXPIRED);
    }
  }

  @Override
  void putAndRelease(Hold<K, Object> hold, Object stored) {
    try {
      put(hold, stored);
    } finally {
      contents.release(hold);
    }
  }

  @Override
  void load(Hold<K, Object> hold, Object stored) {
    try {
      super.load(hold, stored);
    } catch (TierConflict somebodyElseHasWritten) {
      // What was loaded is returned, and not kept.
      tiering.faults().bringNothing(hold);
    }
  }

  @Override
  boolean keep(Hold<K, Object> hold, Object stored, long lifetime) {
    if (!tiering.faults().secure(hold)) {
      return false;
    }
    Object before = hold.live();
    long version = lifetime == 0
        ? removed(hold)
        : tiering.put(hold.key(), stored, lifetime, note(hold), !insisting);
    if (version == Tier.CONFLICT) {
      throw new TierConflict();
    }
    if (version == Tier.NOT_KEPT) {
      tiering.faults().forget(hold.key());
    } else {
      super.keep(hold, stored, lifetime);
    }
    if (before != null) {
      tiering.departed(hold.key(), before, RemovalCause.REPLACED);
    }
    return true;
  }

  private long removed(Hold<K, Object> hold) {
    return tiering.remove(hold.key(), note(hold), !insisting) ? Tier.NOT_KEPT : Tier.CONFLICT;
  }

  private static Tiering.@Nullable Found note(Hold<?, ?> hold) {
    return (Tiering.Found) hold.note();
  }

  @Override
  void drop(Hold<K, Object> hold, Object before) {
    if (!tiering.faults().secure(hold)) {
      return;
    }
    if (removed(hold) == Tier.CONFLICT) {
      throw new TierConflict();
    }
    super.drop(hold, before);
    tiering.departed(hold.key(), before, RemovalCause.EXPLICIT);
  }
}
