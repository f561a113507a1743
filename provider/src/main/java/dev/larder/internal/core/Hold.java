package dev.larder.internal.core;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One key of one table, held by one thread while user code runs for it: a processor, a writer, a loader, a listener. Other
 * writers of that key wait, readers see the value as it was, all other keys go on.
 *
 * <pre>
 *               +-- exclusive (acquire): writers wait until release
 *   acquired ---+
 *               +-- for a load (claim): a write wins at once and supersedes it;
 *                   readers that miss join and share what it brings
 *                   store --> exclusive, until release
 * </pre>
 *
 * <p>Only the owner may store and release; after the release the hold is no more its own, and may serve for another key. Those who
 * waited for it may still ask what it brought: it does not serve again then. What is marked "stripe" is guarded by the lock of the
 * key's stripe.
 */
public final class Hold<K, V> {
  final StripedTable<K, V> table;

  /** Null while the hold serves nobody, as is the owner. */
  private @Nullable K key;

  private @Nullable Thread owner;
  int hash;

  /** Stripe. The next one in its chain of {@link HeldKeys}. */
  @Nullable
  Hold<K, V> next;

  /** Stripe. Whether a write may take the key over; true while a load has not brought its value yet. */
  boolean yielding;
  /** Stripe. A write took the key over: what the load brings is handed to those who wait, but not kept. */
  boolean superseded;

  /** Stripe. All was cleared meanwhile: what the holder stores was there before that, and is gone. */
  boolean cleared;

  /** Stripe. Made by the first thread that waits. */
  private @Nullable CountDownLatch released;

  private @Nullable V live;
  private @Nullable V expired;
  /** Stripe. The deadline of the live entry, in case it is evicted before a change that leaves its deadline as it was. */
  private long deadline;

  /** Stripe. What the entry had when it was evicted meanwhile, its time being up; to be reported unless the owner changes it. */
  private @Nullable V overdue;

  /** What time it was when the key was acquired, if that had to be known; else {@link Lifetime#UNREAD}. */
  private long time = Lifetime.UNREAD;

  /** Told to those who wait only. */
  private volatile boolean over;

  // Written by the owner before the release, read by those who waited for it.
  private @Nullable V loaded;

  private boolean succeeded;
  private @Nullable Throwable failure;

  private @Nullable Object note;

  Hold(StripedTable<K, V> table) {
    this.table = table;
  }

  /** Under the stripe's lock: serves the calling thread from now on. */
  void begin(K heldKey, int keyHash, boolean yields) {
    key = heldKey;
    hash = keyHash;
    owner = Thread.currentThread();
    yielding = yields;
    superseded = false;
    cleared = false;
    deadline = Lifetime.NEVER;
    overdue = null;
    time = Lifetime.UNREAD;
    succeeded = false;
    note = null;
  }

  /** The key as the table has it, or as the caller gave it. */
  public K key() {
    return requireNonNull(key, "the hold was released");
  }

  Thread owner() {
    return requireNonNull(owner, "the hold was released");
  }

  /** The live value when the key was acquired; null when there was none. */
  public @Nullable V live() {
    return live;
  }

  /** The value that was found expired, and dropped, when the key was acquired; the owner reports it. Usually null. */
  public @Nullable V expired() {
    return expired;
  }

  /** After waiting for somebody else's load: what it brought, or null. */
  public @Nullable V loaded() {
    return loaded;
  }

  /** After waiting for somebody else's load: why it failed, or null. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** What the owner has noted for itself; null at first. */
  public @Nullable Object note() {
    return note;
  }

  /** The owner notes something for itself. */
  public void note(@Nullable Object noted) {
    note = noted;
  }

  /** The load's owner says what it brought, before {@link Holds#release}. */
  public void succeed(@Nullable V value) {
    loaded = value;
    succeeded = true;
  }

  /** The load's owner says why it brought nothing, before {@link Holds#release}. Comes too late after {@link #succeed}. */
  public void fail(Throwable cause) {
    if (!succeeded) {
      failure = cause;
    }
  }

  void found(@Nullable V liveValue, @Nullable V expiredValue, long entryDeadline) {
    live = liveValue;
    expired = expiredValue;
    deadline = entryDeadline;
  }

  /** Under the stripe's lock: the clock was looked at, or was not. */
  void acquiredAt(long now) {
    time = now;
  }

  /** What time it was when the key was acquired, or {@link Lifetime#UNREAD}. */
  public long time() {
    return time;
  }

  /**
   * The owner has called user code that may take its time (a loader, a writer, a processor): what is stored now lives from now on, so
   * that the clock has to be looked at once more.
   */
  public void letTimePass() {
    time = Lifetime.UNREAD;
  }

  /** Under the stripe's lock: the entry, whose time is up, had to make room. */
  void overdue(V value) {
    overdue = value;
  }

  /** Under the stripe's lock: the entry has found another end, or goes on. */
  void settle() {
    overdue = null;
  }

  /** Under the stripe's lock: whoever takes the key over from a load has to report what it would have had to. */
  void inherit(Hold<K, V> load) {
    if (load.overdue != null && live == null && expired == null) {
      expired = load.overdue;
    }
    load.overdue = null;
  }

  /** Under the stripe's lock: whether an entry is left to be reported, which {@link #expired} then gives. */
  boolean hasToReport() {
    if (overdue == null) {
      return false;
    }
    found(null, overdue, Lifetime.NEVER);
    overdue = null;
    return true;
  }

  /** Under the stripe's lock: all is cleared. If it is the holder itself that clears, it goes on from there. */
  void clear() {
    if (owner == Thread.currentThread()) {
      live = null;
    } else {
      cleared = true;
    }
  }

  /** Whether the live value, when the key was acquired or brought up, had no deadline. */
  public boolean isEternal() {
    return deadline == Lifetime.NEVER;
  }

  /** The deadline that the live entry had when the key was acquired, in the table's time. */
  long deadline() {
    return deadline;
  }

  /** Under the stripe's lock: whether a write may take the key over. A loader's own may not: it would write what it is to give back. */
  boolean yieldsToMe() {
    return yielding && owner != Thread.currentThread();
  }

  boolean isOver() {
    return over;
  }

  /** Under the stripe's lock: the latch that opens when the key is released. */
  CountDownLatch latch() {
    CountDownLatch latch = released;
    if (latch == null) {
      latch = new CountDownLatch(1);
      released = latch;
    }
    return latch;
  }

  /**
   * Under the stripe's lock, once: no one may wait for this hold from now on.
   *
   * @return whether nobody did, so that it may serve again
   */
  boolean end() {
    if (released != null) {
      over = true;
      released.countDown();
      return false;
    }
    key = null;
    owner = null;
    live = null;
    expired = null;
    overdue = null;
    loaded = null;
    failure = null;
    return true;
  }
}
