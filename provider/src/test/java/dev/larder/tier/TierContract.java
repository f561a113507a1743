package dev.larder.tier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every tier has to do, whatever it stores in. Those who bring one extend this. */
public abstract class TierContract {
  /** Hears what a tier says. */
  public static final class Ear implements TierListener {
    public final ConcurrentLinkedQueue<TierKey> heard = new ConcurrentLinkedQueue<>();
    public final AtomicLong all = new AtomicLong();

    @Override
    public void invalidated(TierKey key) {
      heard.add(key);
    }

    @Override
    public void invalidatedAll() {
      all.incrementAndGet();
    }
  }

  protected static final long NOON = 1_900_000_000_000_000_000L;

  protected final Ear ear = new Ear();

  /** What time it is, for tiers that take it from us. */
  protected final AtomicLong now = new AtomicLong(NOON);

  private @Nullable Tier tier;

  /** An empty tier; it is closed after the test. What has a clock of its own gives entries deadlines by {@link #now} all the same. */
  protected abstract Tier open() throws Exception;

  @BeforeEach
  void openTier() throws Exception {
    tier = open();
  }

  @AfterEach
  void closeTier() {
    if (tier != null) {
      tier.destroy();
    }
  }

  protected final Tier tier() {
    return requireNonNull(tier);
  }

  protected static TierKey key(String text) {
    return TierKey.of(text.getBytes(StandardCharsets.UTF_8));
  }

  protected final TierValue value(String text) {
    return value(text.getBytes(StandardCharsets.UTF_8), TierValue.NEVER);
  }

  protected final TierValue value(byte[] bytes, long expiresAt) {
    return new TierValue(bytes, now.get(), expiresAt);
  }

  protected static @Nullable String text(@Nullable TierEntry entry) {
    return entry == null ? null : new String(entry.value().bytes(), StandardCharsets.UTF_8);
  }

  private static long version(@Nullable TierEntry entry) {
    return entry == null ? Tier.ABSENT : entry.version();
  }

  @Test
  void nothingIsThereAtFirst() {
    assertThat(tier().get(key("a"))).isNull();
    assertThat(tier().size()).isZero();
    assertThat(contents()).isEmpty();
  }

  @Test
  void whatIsPutIsThereWithItsTimesAndVersion() {
    long expiresAt = now.get() + TimeUnit.HOURS.toNanos(1) + 123_456_789;
    long version = tier().put(key("a"), value(new byte[] {1, 0, -1}, expiresAt));
    TierEntry entry = requireNonNull(tier().get(key("a")));
    assertThat(entry.version()).isEqualTo(version).isPositive();
    assertThat(entry.value().bytes()).containsExactly(1, 0, -1);
    assertThat(entry.value().createdAt()).isEqualTo(now.get());
    assertThat(entry.value().expiresAt()).isEqualTo(expiresAt);
  }

  @Test
  void emptyKeysAndValuesAreKeysAndValues() {
    tier().put(key(""), value(""));
    assertThat(text(tier().get(key("")))).isEmpty();
  }

  @Test
  void aLargeValueComesBackAsItWas() {
    byte[] large = new byte[3_000_000];
    new Random(7).nextBytes(large);
    assertThat(tier().put(key("large"), value(large, TierValue.NEVER))).isPositive();
    TierEntry entry = requireNonNull(tier().get(key("large")));
    assertThat(entry.value().bytes()).isEqualTo(large);
    tier().put(key("large"), value("small"));
    assertThat(text(tier().get(key("large")))).isEqualTo("small");
    assertThat(tier().remove(key("large"))).isTrue();
    assertThat(tier().get(key("large"))).isNull();
  }

  @Test
  void noVersionComesTwice() {
    long first = tier().put(key("a"), value("1"));
    long second = tier().put(key("a"), value("2"));
    tier().remove(key("a"));
    long third = tier().put(key("a"), value("3"));
    tier().clear();
    long fourth = tier().put(key("a"), value("4"));
    assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
  }

  @Test
  void aPutGoesByTheVersion() {
    long first = tier().compareAndPut(key("a"), Tier.ABSENT, value("1"));
    assertThat(first).isPositive();
    assertThat(tier().compareAndPut(key("a"), Tier.ABSENT, value("2"))).isEqualTo(Tier.CONFLICT);
    long second = tier().compareAndPut(key("a"), first, value("3"));
    assertThat(second).isPositive();
    assertThat(tier().compareAndPut(key("a"), first, value("4"))).isEqualTo(Tier.CONFLICT);
    assertThat(text(tier().get(key("a")))).isEqualTo("3");
    assertThat(version(tier().get(key("a")))).isEqualTo(second);
    assertThat(tier().compareAndPut(key("b"), second, value("5"))).isEqualTo(Tier.CONFLICT);
    assertThat(tier().get(key("b"))).isNull();
  }

  @Test
  void aRemovalGoesByTheVersion() {
    long first = tier().put(key("a"), value("1"));
    long second = tier().put(key("a"), value("2"));
    assertThat(tier().compareAndRemove(key("a"), first)).isFalse();
    assertThat(text(tier().get(key("a")))).isEqualTo("2");
    assertThat(tier().compareAndRemove(key("a"), second)).isTrue();
    assertThat(tier().compareAndRemove(key("a"), second)).isFalse();
    assertThat(tier().get(key("a"))).isNull();
  }

  @Test
  void aRemovalSaysWhetherThereWasOne() {
    tier().put(key("a"), value("1"));
    assertThat(tier().remove(key("a"))).isTrue();
    assertThat(tier().remove(key("a"))).isFalse();
    assertThat(tier().get(key("a"))).isNull();
  }

  @Test
  void aTouchMovesTheDeadlineAlone() {
    long version = tier().put(key("a"), value("1"));
    long expiresAt = now.get() + TimeUnit.HOURS.toNanos(2);
    assertThat(tier().touch(key("a"), version + 1, expiresAt)).isFalse();
    assertThat(tier().touch(key("a"), version, expiresAt)).isTrue();
    TierEntry entry = requireNonNull(tier().get(key("a")));
    assertThat(text(entry)).isEqualTo("1");
    assertThat(entry.version()).isEqualTo(version);
    assertThat(entry.value().expiresAt()).isEqualTo(expiresAt);
    assertThat(tier().touch(key("b"), version, expiresAt)).isFalse();
  }

  @Test
  void manyAreReadAndWrittenTogether() {
    Map<TierKey, TierValue> many = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      many.put(key("k" + i), value("v" + i));
    }
    tier().putAll(many, ear);
    assertThat(ear.heard).isEmpty();
    Map<TierKey, TierEntry> found = tier().getAll(List.of(key("k1"), key("k99"), key("none")));
    assertThat(found).containsOnlyKeys(key("k1"), key("k99"));
    assertThat(text(found.get(key("k99")))).isEqualTo("v99");
    tier().removeAll(List.of(key("k1"), key("none")));
    assertThat(tier().get(key("k1"))).isNull();
    assertThat(tier().size()).isEqualTo(99);
  }

  @Test
  void aBulkReadGivesWhatSingleReadsGive() {
    List<TierKey> keys = new ArrayList<>();
    byte[] large = new byte[2_000_000];
    new Random(3).nextBytes(large);
    tier().put(key("large"), value(large, TierValue.NEVER));
    keys.add(key("large"));
    for (int i = 0; i < 2_000; i++) {
      if (i % 3 != 0) {
        tier().put(key("k" + i), value("v" + i));
      }
      keys.add(key("k" + i));
    }
    tier().remove(key("k1"));
    keys.add(key("k2")); // twice
    Map<TierKey, TierEntry> found = tier().getAll(keys);
    for (TierKey key : keys) {
      TierEntry single = tier().get(key);
      TierEntry together = found.get(key);
      assertThat(version(together)).isEqualTo(version(single));
      assertThat(text(together)).isEqualTo(text(single));
    }
    assertThat(found).hasSize(1_333);
    assertThat(tier().getAll(List.of())).isEmpty();
  }

  @Test
  void aWalkMeetsAll() {
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      tier().put(key("k" + i), value("v" + i));
      expected.put("k" + i, "v" + i);
    }
    assertThat(contents()).isEqualTo(expected);
  }

  @Test
  void afterClearNothingIsThere() {
    for (int i = 0; i < 100; i++) {
      tier().put(key("k" + i), value("v" + i));
    }
    tier().clear();
    assertThat(tier().get(key("k7"))).isNull();
    assertThat(contents()).isEmpty();
    assertThat(tier().compareAndPut(key("k7"), Tier.ABSENT, value("anew"))).isPositive();
    assertThat(contents()).isEqualTo(Map.of("k7", "anew"));
  }

  @Test
  void itIsWell() {
    assertThat(tier().health().state()).isEqualTo(TierHealth.State.UP);
  }

  /** One of many wins, each time. */
  @Test
  void ofManyWhoComparedWithTheSameVersionOneWins() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 50; round++) {
        TierKey key = key("round" + round % 2);
        long version = version(tier().get(key));
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Long>> tries = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          String mine = "by " + i;
          tries.add(() -> {
            start.await(20, TimeUnit.SECONDS);
            return tier().compareAndPut(key, version, value(mine));
          });
        }
        int winners = 0;
        for (Future<Long> outcome : pool.invokeAll(tries)) {
          winners += outcome.get() == Tier.CONFLICT ? 0 : 1;
        }
        assertThat(winners).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  protected final Map<String, String> contents() {
    Map<String, String> found = new HashMap<>();
    try (TierCursor cursor = tier().cursor()) {
      while (cursor.advance()) {
        found.put(
            new String(cursor.key().bytes(), StandardCharsets.UTF_8),
            String.valueOf(text(cursor.entry())));
      }
    }
    return found;
  }
}
