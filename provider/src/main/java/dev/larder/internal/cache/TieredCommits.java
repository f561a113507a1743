package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.RemovalCause;
import dev.larder.internal.expiry.ExpiryRules;
import dev.larder.tier.Tier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of each change in a cache with a tier, and the first: what is below is brought up before user code has its say, so that
 * the hold shows what the whole cache has; and each change is made below, and then in the heap.
 */
final class TieredCommits<K, V> extends Commits<K, V> {
  /** The note of a hold whose owner has not looked below, and need not. */
  private static final Object UNSEEN = new Object();

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

  /**
   * A put of which nobody is told, and after which the entry lives as long whether it is new or not, need not know what is below: it goes
   * there at once.
   */
  @Override
  void beforePut(Hold<K, Object> hold) {
    if (asksForNothing()) {
      hold.note(UNSEEN);
      super.expired(hold);
    } else {
      expired(hold);
    }
  }

  @Override
  void beforePuts(Collection<Hold<K, Object>> holds) {
    if (asksForNothing()) {
      holds.forEach(this::beforePut);
    } else {
      allExpired(holds);
    }
  }

  private boolean asksForNothing() {
    ExpiryRules expiry = contents.expiry();
    return putsTogether() && expiry.forCreation() == expiry.forUpdate();
  }

  /** Where nobody is told, and no user code has a say, and what is put is not removed by it. */
  @Override
  boolean putsTogether() {
    ExpiryRules expiry = contents.expiry();
    return expiry.isFixed()
        && expiry.forCreation() != 0
        && expiry.forUpdate() != 0
        && contents.events().isEmpty()
        && !tiering.tellsOfDepartures();
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
        : tiering.put(
            new Tiering.Change<>(hold.key(), stored, lifetimeBelow(hold, lifetime), note(hold)),
            !insisting && !isUnseen(hold));
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

  private static boolean isUnseen(Hold<?, ?> hold) {
    return hold.note() == UNSEEN;
  }

  private static Tiering.@Nullable Found note(Hold<?, ?> hold) {
    return isUnseen(hold) ? null : (Tiering.Found) hold.note();
  }

  /** By one call of the tier where nobody has to be told. */
  @Override
  void putAll(
      Collection<Hold<K, Object>> holds, Function<K, Object> stored, FirstFailure failures) {
    if (!putsTogether()) {
      super.putAll(holds, stored, failures);
      return;
    }
    Map<Hold<K, Object>, Tiering.Change<K>> changes = new LinkedHashMap<>();
    for (Hold<K, Object> hold : holds) {
      contents.memory().forget(hold.key());
      if (tiering.faults().secure(hold)) {
        Object value = stored.apply(hold.key());
        changes.put(
            hold,
            new Tiering.Change<>(
                hold.key(), value, lifetimeBelow(hold, lifetimeOf(hold)), note(hold)));
      }
    }
    Set<K> refused = putAllBelow(changes.values());
    changes.forEach((hold, change) -> {
      if (refused.contains(hold.key())) {
        tiering.faults().forget(hold.key());
      } else {
        super.keep(hold, change.stored(), lifetimeOf(hold));
      }
      stored(hold, change.stored());
    });
  }

  /** What the heap has of a tier of its own has the same deadline there. */
  private long lifetimeBelow(Hold<K, Object> hold, long lifetime) {
    boolean known = lifetime == Lifetime.UNCHANGED && isTruth(hold) && hold.isEternal();
    return known ? Lifetime.ETERNAL : lifetime;
  }

  private Set<K> putAllBelow(Collection<Tiering.Change<K>> changes) {
    boolean done = false;
    try {
      Set<K> refused = tiering.putAll(changes);
      done = true;
      return refused;
    } finally {
      if (!done) {
        // Any of them may be there.
        changes.forEach(change -> tiering.faults().forget(change.key()));
      }
    }
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
