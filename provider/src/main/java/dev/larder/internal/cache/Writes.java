package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.core.HeldKeyException;
import dev.larder.internal.core.Hold;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TimedReads;
import dev.larder.internal.expiry.ExpiryRules;
import dev.larder.internal.integration.WriterEntry;
import org.jspecify.annotations.Nullable;

/** The writes of one key: each is a {@link Mutation}, done in one step of the core or, when user code has a say, under a hold. */
class Writes<K, V> {
  private final Contents<K, V> contents;
  private final Commits<K, V> commits;

  Writes(Contents<K, V> contents) {
    this.contents = contents;
    this.commits = Commits.of(contents);
  }

  /** Those that fit the cache. */
  static <K, V> Writes<K, V> of(Contents<K, V> contents) {
    if (contents.tiering() != null) {
      return new TieredWrites<>(contents);
    }
    return contents.values() instanceof Stamps
        ? TimedSteps.ofStamped(contents)
        : new Writes<>(contents);
  }

  /**
   * Does what {@code mutation} says.
   *
   * @param value the new value; null for removals
   * @param expected the value that the entry must have; null for mutations that don't compare
   * @return what the table had for the key; null when it had nothing, or not the expected value
   */
  @Nullable
  Object apply(Mutation mutation, K key, @Nullable V value, @Nullable V expected) {
    K ownKey = contents.keys().copy(key);
    Object stored = value == null ? null : contents.values().store(value);
    return applyOwn(mutation, ownKey, value, stored, expected);
  }

  /** The same for a key and a value that have been copied already. */
  @Nullable
  Object applyOwn(
      Mutation mutation,
      K ownKey,
      @Nullable V value,
      @Nullable Object stored,
      @Nullable V expected) {
    try {
      if (contents.writesDirectly()) {
        return applyDirectly(mutation, ownKey, stored, expected);
      }
      return mutation.putsInAnyCase() && contents.putsBeforeItTells()
          ? putAndTell(mutation, ownKey, requireNonNull(value), requireNonNull(stored))
          : applyHolding(mutation, ownKey, value, stored, expected);
    } catch (HeldKeyException e) {
      throw Contents.translated(e);
    }
  }

  // -- steps of the table's, which others do knowing what time it is

  @Nullable
  Object put(K key, Object stored) {
    ExpiryRules expiry = contents.expiry();
    return contents.table().put(key, stored, expiry.forCreation(), expiry.forUpdate());
  }

  @Nullable
  Object putIfAbsent(K key, Object stored) {
    return contents.table().putIfAbsent(key, stored, contents.expiry().forCreation());
  }

  @Nullable
  Object replace(K key, @Nullable Object expected, Object stored) {
    return contents.table().replace(key, expected, stored, contents.expiry().forUpdate());
  }

  Hold<K, Object> acquire(K key, boolean overLoads, @Nullable Object stored) {
    return contents.table().holds().acquire(key, overLoads);
  }

  Hold<K, Object> acquireAndPut(K key, Object stored) {
    ExpiryRules expiry = contents.expiry();
    return contents
        .table()
        .holds()
        .acquireAndPut(key, stored, expiry.forCreation(), expiry.forUpdate());
  }

  // -- in one step

  private @Nullable Object applyDirectly(
      Mutation mutation, K key, @Nullable Object stored, @Nullable V expected) {
    if (mutation.comparesValues()) {
      return compareAndApply(mutation, key, stored, requireNonNull(expected));
    }
    Object before = switch (mutation) {
      case PUT, GET_AND_PUT -> put(key, requireNonNull(stored));
      case PUT_IF_ABSENT -> putIfAbsent(key, requireNonNull(stored));
      case REPLACE -> replace(key, null, requireNonNull(stored));
      default -> contents.table().remove(key, null);
    };
    count(mutation, key, before != null, true);
    return before;
  }

  /**
   * Values are compared by user code, so outside of the lock; the step itself then goes by identity, or is tried again. Only the step,
   * or else the access, looks at the clock.
   */
  private @Nullable Object compareAndApply(
      Mutation mutation, K key, @Nullable Object stored, V expected) {
    StripedTable<K, Object> table = contents.table();
    while (true) {
      Object found = table.peekEvenIfExpired(key);
      if (found == null || !expected.equals(contents.values().read(found))) {
        Object live = found == null ? null : use(key, stored);
        if (live == found || live == null) {
          count(mutation, key, live != null, false);
          return null;
        }
      } else {
        Object before = stored == null ? table.remove(key, found) : replace(key, found, stored);
        if (before != null) {
          count(mutation, key, true, true);
          return before;
        }
      }
    }
  }

  /** The live value, whose deadline moves as the rules say of an access. */
  private @Nullable Object use(K key, @Nullable Object stored) {
    if (!contents.uses().areWithinLimits() && !(stored instanceof Stamped)) {
      return contents.table().get(key, contents.expiry().forAccess());
    }
    TimedReads<K, Object> reads = new TimedReads<>(contents.table());
    long time = stored instanceof Stamped stamped ? reads.at(stamped.madeAt()) : reads.timeFor(key);
    Object live = reads.get(key, time);
    if (live != null) {
      contents.uses().of(key, live, time);
    }
    return live;
  }

  private void count(Mutation mutation, K key, boolean present, boolean equal) {
    countLookup(mutation, present);
    switch (mutation.effect(present, equal)) {
      case PUT -> contents.statistics().recordPut(key, present);
      case REMOVE -> {
        if (present) {
          contents.statistics().recordRemoval(key);
        }
      }
      default -> {}
    }
  }

  private void countLookup(Mutation mutation, boolean present) {
    if (mutation.countsLookup()) {
      if (present) {
        contents.statistics().recordHits(1);
      } else {
        contents.statistics().recordMisses(1);
      }
    }
  }

  // -- holding the key

  private @Nullable Object putAndTell(Mutation mutation, K key, V value, Object stored) {
    Hold<K, Object> hold = acquireAndPut(key, stored);
    try {
      if (hold.expired() != null) {
        commits.expired(hold);
        return applyUnder(hold, mutation, value, stored, null);
      }
      Object before = hold.live();
      count(mutation, key, before != null, true);
      commits.tell(hold, stored);
      return before;
    } finally {
      contents.release(hold);
    }
  }

  @Nullable
  Object applyHolding(
      Mutation mutation, K key, @Nullable V value, @Nullable Object stored, @Nullable V expected) {
    Hold<K, Object> hold = acquire(key, mutation.winsOverLoad(), stored);
    try {
      if (mutation == Mutation.PUT) {
        commits.beforePut(hold);
      } else {
        commits.expired(hold);
      }
      return applyUnder(hold, mutation, value, stored, expected);
    } finally {
      contents.release(hold);
    }
  }

  private @Nullable Object applyUnder(
      Hold<K, Object> hold,
      Mutation mutation,
      @Nullable V value,
      @Nullable Object stored,
      @Nullable V expected) {
    Object live = hold.live();
    boolean equal = !mutation.comparesValues()
        || (live != null && requireNonNull(expected).equals(contents.values().read(live)));
    Mutation.Effect effect = mutation.effect(live != null, equal);
    switch (effect) {
      case PUT -> {
        if (contents.writer().isPresent()) {
          contents.writer().write(new WriterEntry<>(contents.keyFor(hold), requireNonNull(value)));
          hold.letTimePass();
        }
        countLookup(mutation, live != null);
        commits.put(hold, requireNonNull(stored));
      }
      case REMOVE -> {
        contents.writer().delete(contents.keyFor(hold));
        countLookup(mutation, live != null);
        commits.remove(hold);
      }
      case ACCESS -> {
        countLookup(mutation, live != null);
        commits.access(hold);
      }
      case KEEP -> countLookup(mutation, live != null);
    }
    return equal ? live : null;
  }
}
