package dev.larder.benchmarks.store;

import dev.larder.benchmarks.store.Lifetime.Kind;
import dev.larder.benchmarks.store.StoreSpec.Listening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Checks that a subject really is what it is measured as: bounded, by reference or by value, expiring as asked, heard by its listener.
 * Figures of a cache that quietly isn't would be worth nothing. Runs before a measurement, in a JVM of its own.
 */
public final class Probes {
  private static final int BOUND = 1_000;
  private static final Duration LIFETIME = Duration.ofMillis(600);
  private static final int PATIENCE_MILLIS = 5_000;

  private Probes() {}

  /**
   * Probes all that can be asked of the subjects.
   *
   * @throws IllegalStateException naming a subject and what it is not
   */
  public static void check(Collection<Subject> subjects) {
    subjects.forEach(Probes::checkAtOnce);
    // Side by side: they mostly wait for time to pass.
    List<CompletableFuture<Void>> waiting = subjects.stream()
        .map(subject -> CompletableFuture.runAsync(
            () -> checkInTime(subject), task -> new Thread(task, "probe").start()))
        .toList();
    try {
      waiting.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new IllegalStateException(
          e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
  }

  private static void checkAtOnce(Subject subject) {
    StoreSpec<Long, List<Long>> plain = spec();
    checkReference(subject, plain);
    if (subject.isBounded()) {
      checkBound(subject, plain);
      for (Kind kind : List.of(Kind.CREATED, Kind.TOUCHED)) {
        checkBound(subject, plain.with(Lifetime.longer(kind)));
      }
    }
    if (subject.can(plain.byValue())) {
      checkReference(subject, plain.byValue());
    }
    for (Listening listening : List.of(Listening.SYNCHRONOUS, Listening.ASYNCHRONOUS)) {
      if (subject.can(plain.with(listening))) {
        checkListener(subject, plain.with(listening));
      }
    }
  }

  private static void checkInTime(Subject subject) {
    for (Kind kind : List.of(Kind.CREATED, Kind.TOUCHED)) {
      StoreSpec<Long, List<Long>> expiring =
          spec().with(new Lifetime(kind, LIFETIME, Lifetime.EXACT));
      if (subject.can(expiring)) {
        checkExpiry(subject, expiring);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static StoreSpec<Long, List<Long>> spec() {
    return StoreSpec.bounded(Long.class, (Class<List<Long>>) (Class<?>) List.class, BOUND);
  }

  private static void checkReference(Subject subject, StoreSpec<Long, List<Long>> spec) {
    try (Store<Long, List<Long>> store = subject.open(spec)) {
      List<Long> value = new ArrayList<>(List.of(1L));
      store.put(1L, value);
      List<Long> found = store.get(1L);
      require(value.equals(found), subject, "answers " + found + " where " + value + " was put");
      require(
          (found == value) != spec.features().byValue(),
          subject,
          "does not store by " + (spec.features().byValue() ? "value" : "reference"));
    }
  }

  /** Counts by iteration, the only way that JCache has. Some evict a moment later. */
  private static void checkBound(Subject subject, StoreSpec<Long, List<Long>> spec) {
    try (Store<Long, List<Long>> store = subject.open(spec)) {
      for (long key = 0; key < 20 * BOUND; key++) {
        store.put(key, List.of(key));
      }
      long entries = store.iterate();
      for (int waited = 0; entries > BOUND * 1.05 && waited < PATIENCE_MILLIS; waited += 50) {
        sleep(50);
        entries = store.iterate();
      }
      require(
          entries <= BOUND * 1.05 && entries >= BOUND * 0.5,
          subject,
          "holds " + entries + " entries, bounded to " + BOUND + " and given " + 20 * BOUND);
    }
  }

  /** Reads twice, in the middle and past the end of the time. A machine that stalls may spoil one attempt, hence several. */
  private static void checkExpiry(Subject subject, StoreSpec<Long, List<Long>> spec) {
    boolean touchable = spec.lifetime().kind() == Kind.TOUCHED;
    try (Store<Long, List<Long>> store = subject.open(spec)) {
      for (long attempt = 0; attempt < 5; attempt++) {
        store.put(attempt, List.of(attempt));
        sleep(LIFETIME.toMillis() * 2 / 3);
        boolean middle = store.get(attempt) != null;
        sleep(LIFETIME.toMillis() * 2 / 3);
        boolean past = store.get(attempt) != null;
        sleep(LIFETIME.toMillis() * 5 / 4);
        boolean end = store.get(attempt) != null;
        if (middle && past == touchable && !end) {
          return;
        }
      }
    }
    require(false, subject, "does not expire as asked: " + spec.lifetime());
  }

  private static void checkListener(Subject subject, StoreSpec<Long, List<Long>> spec) {
    try (Store<Long, List<Long>> store = subject.open(spec)) {
      long before = store.eventsHeard();
      store.put(1L, List.of(1L));
      store.put(1L, List.of(2L));
      boolean synchronous = spec.features().listening() == Listening.SYNCHRONOUS;
      for (int waited = 0;
          store.eventsHeard() < before + 2 && !synchronous && waited < PATIENCE_MILLIS;
          waited += 10) {
        sleep(10);
      }
      require(
          store.eventsHeard() == before + 2,
          subject,
          "told its listener of " + (store.eventsHeard() - before) + " of 2 writes");
    }
  }

  private static void require(boolean asAsked, Subject subject, String otherwise) {
    if (!asAsked) {
      throw new IllegalStateException(
          subject.title() + " " + otherwise + "; what it would be measured as, it is not");
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
