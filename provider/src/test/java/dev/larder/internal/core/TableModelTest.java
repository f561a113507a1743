package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static dev.larder.internal.core.Lifetime.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table beside the plainest model of one: a map of values with deadlines. One thread, time that is handed in, no bound. */
class TableModelTest {
  private static final int KEYS = 60;
  private static final long[] LIFETIMES = {ETERNAL, 0, 3, 20, 100, 5_000};

  /** What the model has for a key. */
  private record Entry(Object value, long deadline) {}

  private final FakeTicker ticker = new FakeTicker();
  private final Map<Integer, Entry> model = new HashMap<>();
  private final List<String> expected = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private StripedTable<Integer, Object> table = table(1);
  private long now;
  private long expirations;
  private Random random = new Random(0);

  private StripedTable<Integer, Object> table(int stripes) {
    return new StripedTable<>(TableConfig.<Integer, Object>bounded("model", TableConfig.UNBOUNDED)
        .withStripes(stripes)
        .withTicker(ticker)
        .withListener((key, value, cause) -> heard.add(key + "=" + value + " " + cause)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void everyOperationDoesWhatTheModelDoes(int stripes) {
    walk(stripes, new Random().nextLong());
  }

  /** So that a change of the table is met by the same steps each time. */
  @Test
  void theSameForKnownSeeds() {
    for (int seed = 0; seed < 4; seed++) {
      model.clear();
      expirations = 0;
      now = 0;
      walk(seed % 2 + 1, seed);
    }
  }

  private void walk(int stripes, long seed) {
    table = table(stripes);
    random = new Random(seed);
    for (int step = 0; step < 4_000; step++) {
      heard.clear();
      expected.clear();
      step(random.nextInt(KEYS), "v" + step);
      assertThat(heard).as("seed %s, step %s", seed, step).isEqualTo(expected);
      if (step % 20 == 0) {
        advance(random.nextInt(30));
      }
      if (step % 200 == 0) {
        compareAll("seed " + seed + ", step " + step);
      }
    }
  }

  private void advance(long nanos) {
    ticker.advance(Duration.ofNanos(nanos));
    now += nanos;
  }

  private long lifetime() {
    return LIFETIMES[random.nextInt(LIFETIMES.length)];
  }

  private long lifetimeOrUnchanged() {
    return random.nextInt(4) == 0 ? UNCHANGED : lifetime();
  }

  private void step(Integer key, Object value) {
    switch (random.nextInt(13)) {
      case 0 -> assertThat(table.get(key)).isEqualTo(value(live(key)));
      case 1 -> getMovingTheDeadline(key, lifetime());
      case 2 -> {
        assertThat(table.peek(key)).isEqualTo(value(live(key)));
        assertThat(table.peekEvenIfExpired(key)).isEqualTo(value(model.get(key)));
      }
      case 3, 4 -> put(key, value, lifetime(), lifetimeOrUnchanged());
      case 5 -> putIfAbsent(key, value, lifetime());
      case 6 -> replace(key, value, lifetimeOrUnchanged());
      case 7 -> remove(key);
      case 8 -> touch(key, lifetimeOrUnchanged());
      case 9 -> moveDeadline(key);
      case 10 -> hold(key, value);
      case 11 -> load(key, value);
      default -> below(key, value);
    }
  }

  // -- the operations, on both

  private void getMovingTheDeadline(Integer key, long idleTime) {
    Entry live = live(key);
    assertThat(table.get(key, idleTime)).isEqualTo(value(live));
    if (live != null && live.deadline != ETERNAL) {
      long later = deadline(idleTime);
      if (later - live.deadline > idleTime >> 10) {
        model.put(key, new Entry(live.value, later));
      }
    }
  }

  private void put(Integer key, Object value, long ifNew, long ifOld) {
    Entry before = liveForWriter(key);
    assertThat(table.put(key, value, ifNew, ifOld)).isEqualTo(value(before));
    store(key, value, before, before == null ? ifNew : ifOld);
  }

  private void putIfAbsent(Integer key, Object value, long lifetime) {
    Entry before = liveForWriter(key);
    assertThat(table.putIfAbsent(key, value, lifetime)).isEqualTo(value(before));
    if (before == null) {
      store(key, value, null, lifetime);
    }
  }

  private void replace(Integer key, Object value, long lifetime) {
    Entry before = liveForWriter(key);
    boolean other = random.nextInt(3) == 0;
    Object found = table.replace(key, other ? "other" : value(before), value, lifetime);
    assertThat(found).isEqualTo(other ? null : value(before));
    if (before != null && !other) {
      store(key, value, before, lifetime);
    }
  }

  private void remove(Integer key) {
    Entry before = liveForWriter(key);
    boolean other = random.nextInt(3) == 0;
    assertThat(table.remove(key, other ? "other" : null)).isEqualTo(other ? null : value(before));
    if (!other) {
      drop(key, before);
    }
  }

  private void touch(Integer key, long lifetime) {
    Entry live = live(key);
    boolean other = random.nextInt(3) == 0;
    table.touch(key, other || live == null ? "other" : live.value, lifetime);
    if (live != null && !other && lifetime != UNCHANGED) {
      model.put(key, new Entry(live.value, deadline(lifetime)));
    }
  }

  private void moveDeadline(Integer key) {
    Deadlines<Integer, Object> deadlines = new Deadlines<>(table);
    Entry live = live(key);
    assertThat(deadlines.remaining(key)).isEqualTo(remaining(live));
    long nanos = random.nextInt(40) - 10L;
    if (random.nextBoolean()) {
      assertThat(deadlines.set(key, nanos)).isEqualTo(live != null);
      if (live != null) {
        model.put(key, new Entry(live.value, now + Math.max(0, nanos)));
      }
    } else {
      assertThat(deadlines.extend(key, nanos)).isEqualTo(live != null);
      if (live != null && live.deadline != ETERNAL) {
        model.put(key, new Entry(live.value, Math.max(now, live.deadline + nanos)));
      }
    }
  }

  private void hold(Integer key, Object value) {
    Holds<Integer, Object> holds = table.holds();
    Entry there = model.get(key);
    Entry before = liveForWriter(key);
    Object expired = before == null ? value(there) : null;
    Hold<Integer, Object> hold;
    if (random.nextInt(3) == 0) {
      long ifNew = lifetime();
      long ifOld = lifetimeOrUnchanged();
      hold = holds.acquireAndPut(key, value, ifNew, ifOld);
      if (expired == null) {
        store(key, value, before, before == null ? ifNew : ifOld);
      }
    } else {
      hold = holds.acquire(key, random.nextBoolean());
      changeHeld(hold, key, value, before);
    }
    assertThat(hold.live()).isEqualTo(value(before));
    assertThat(hold.expired()).isEqualTo(expired);
    assertThat(holds.isCurrent(hold)).isTrue();
    assertThat(holds.isHeldBy(hold, key)).isTrue();
    assertThat(holds.isHeldBy(hold, key + 1)).isFalse();
    assertThat(holds.tryAcquire(key)).isNull();
    holds.release(hold);
  }

  private void changeHeld(
      Hold<Integer, Object> hold, Integer key, Object value, @Nullable Entry before) {
    Holds<Integer, Object> holds = table.holds();
    if (random.nextBoolean()) {
      hold.letTimePass();
      advance(random.nextInt(10));
    }
    switch (random.nextInt(3)) {
      case 0 -> {
        long lifetime = before == null ? lifetime() : lifetimeOrUnchanged();
        assertThat(holds.store(hold, value, lifetime)).isTrue();
        store(key, value, before, lifetime);
      }
      case 1 -> {
        holds.remove(hold);
        drop(key, before);
      }
      default -> {
        long lifetime = lifetimeOrUnchanged();
        holds.touch(hold, lifetime);
        if (before != null && lifetime != UNCHANGED) {
          model.put(key, new Entry(before.value, deadline(lifetime)));
        }
      }
    }
  }

  private void load(Integer key, Object value) {
    Holds<Integer, Object> holds = table.holds();
    boolean evenIfPresent = random.nextBoolean();
    Entry live = live(key);
    Claim<Integer, Object> claim = holds.claim(key, evenIfPresent);
    if (live != null && !evenIfPresent) {
      assertThat(claim.value()).isEqualTo(live.value);
      return;
    }
    Entry before = liveForWriter(key);
    long lifetime = before == null ? lifetime() : lifetimeOrUnchanged();
    Hold<Integer, Object> hold = java.util.Objects.requireNonNull(claim.mine());
    assertThat(holds.storeAndRelease(hold, value, lifetime)).isTrue();
    store(key, value, before, lifetime);
  }

  /** As for a table with something below. */
  private void below(Integer key, Object value) {
    Faults<Integer, Object> faults = new Faults<>(table);
    Entry before = liveForWriter(key);
    if (random.nextInt(3) == 0) {
      faults.forget(key);
      drop(key, before);
      return;
    }
    Hold<Integer, Object> hold = table.holds().acquire(key, true);
    assertThat(faults.secure(hold)).isTrue();
    if (random.nextBoolean()) {
      long lifetime = lifetime();
      faults.bringUp(hold, value, lifetime);
      store(key, value, before, lifetime);
      assertThat(hold.live()).isEqualTo(value);
      assertThat(hold.deadline() == Lifetime.NEVER).isEqualTo(lifetime == ETERNAL);
    } else {
      faults.bringNothing(hold);
      drop(key, before);
      assertThat(hold.live()).isNull();
    }
    table.holds().release(hold);
  }

  // -- the model

  private static @Nullable Object value(@Nullable Entry entry) {
    return entry == null ? null : entry.value;
  }

  private @Nullable Entry live(Integer key) {
    Entry entry = model.get(key);
    return entry == null || entry.deadline <= now ? null : entry;
  }

  /** Whoever writes drops what has expired. */
  private @Nullable Entry liveForWriter(Integer key) {
    Entry entry = model.get(key);
    if (entry != null && entry.deadline <= now) {
      model.remove(key);
      expirations++;
      expected.add(key + "=" + entry.value + " EXPIRED");
      return null;
    }
    return entry;
  }

  private void store(Integer key, Object value, @Nullable Entry before, long lifetime) {
    if (before != null) {
      expected.add(key + "=" + before.value + " REPLACED");
    }
    model.put(
        key,
        new Entry(
            value, lifetime == UNCHANGED && before != null ? before.deadline : deadline(lifetime)));
  }

  private void drop(Integer key, @Nullable Entry before) {
    if (before != null) {
      model.remove(key);
      expected.add(key + "=" + before.value + " EXPLICIT");
    }
  }

  private long deadline(long lifetime) {
    return lifetime == ETERNAL ? ETERNAL : now + lifetime;
  }

  private long remaining(@Nullable Entry live) {
    return live == null
        ? Deadlines.ABSENT
        : live.deadline == ETERNAL ? ETERNAL : live.deadline - now;
  }

  private void compareAll(String when) {
    Map<Integer, Object> live = new HashMap<>();
    model.forEach((key, entry) -> {
      if (entry.deadline > now) {
        live.put(key, entry.value);
      }
    });
    Map<Integer, Object> met = new HashMap<>();
    for (TableCursor<Integer, Object> cursor = table.cursor(); cursor.advance(); ) {
      met.put(cursor.key(), cursor.value());
    }
    assertThat(met).as(when).isEqualTo(live);
    assertThat(table.size()).as(when).isEqualTo(model.size());
    int expired = model.size() - live.size();
    assertThat(table.expirations()).as(when).isEqualTo(expirations);
    if (expired > 0) {
      assertThat(table.isSweepDue()).as(when).isTrue();
    }
    assertThat(table.sweep()).as(when).isEqualTo(expired);
    model.keySet().retainAll(live.keySet());
    expirations += expired;
    table.checkConsistency();
    if (random.nextInt(5) == 0) {
      assertThat(table.removeAll()).as(when).isEqualTo(live.size());
      model.clear();
    }
  }
}
