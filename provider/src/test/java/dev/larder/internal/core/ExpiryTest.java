package dev.larder.internal.core;

import static dev.larder.internal.core.Lifetime.ETERNAL;
import static dev.larder.internal.core.Lifetime.UNCHANGED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final Duration LIFETIME = Duration.ofSeconds(10);
  private static final long LIFE = LIFETIME.toNanos();

  private final FakeTicker ticker = new FakeTicker();
  private final List<String> heard = new ArrayList<>();
  private StripedTable<Object, Object> table =
      new StripedTable<>(TableConfig.bounded("test", 20_000)
          .withTicker(ticker)
          .withListener((k, v, cause) -> heard.add(k + " " + cause)));

  @AfterEach
  void theTableIsConsistent() {
    table.checkConsistency();
  }

  @Test
  void anEntryIsGoneTheMomentItsTimeIsUp() {
    table.put("key", "value", LIFE, LIFE);
    ticker.advance(LIFETIME.minusNanos(1));
    assertThat(table.get("key")).isEqualTo("value");
    ticker.advance(Duration.ofNanos(1));
    assertThat(table.get("key")).isNull();
  }

  @Test
  void aLifetimeOfZeroIsOverAtOnce() {
    table.put("key", "value", 0, 0);
    assertThat(table.get("key")).isNull();
  }

  @Test
  void aLifetimeBeyondTheClockNeverEnds() {
    table.put("key", "value", Long.MAX_VALUE - 1, ETERNAL);
    ticker.advance(Duration.ofDays(365 * 100));
    assertThat(table.get("key")).isEqualTo("value");
    assertThat(Lifetime.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(ETERNAL);
  }

  @Test
  void anUpdateMayLeaveTheDeadlineAsItIs() {
    table.put("key", "old", LIFE, LIFE);
    ticker.advance(LIFETIME.dividedBy(2));
    table.put("key", "new", LIFE, UNCHANGED);
    ticker.advance(LIFETIME.dividedBy(2));
    assertThat(table.get("key")).isNull();
  }

  @Test
  void anUpdateMayRenewTheDeadline() {
    table.put("key", "old", LIFE, LIFE);
    ticker.advance(LIFETIME.dividedBy(2));
    table.put("key", "new", LIFE, LIFE);
    ticker.advance(LIFETIME.dividedBy(2));
    assertThat(table.get("key")).isEqualTo("new");
  }

  @Test
  void anAccessMayRenewTheDeadline() {
    table.put("key", "value", LIFE, LIFE);
    for (int i = 0; i < 10; i++) {
      ticker.advance(LIFETIME.dividedBy(2));
      assertThat(table.get("key", LIFE)).isEqualTo("value");
    }
    ticker.advance(LIFETIME);
    assertThat(table.get("key", LIFE)).isNull();
  }

  @Test
  void anAccessLeavesTheDeadlineOfWhatIsEternal() {
    table.put("key", "value", ETERNAL, ETERNAL);
    table.put("other", "value", LIFE, LIFE);
    table.get("key", LIFE);
    ticker.advance(LIFETIME.multipliedBy(3));
    assertThat(table.get("key")).isEqualTo("value");
  }

  @Test
  void anExpiredEntryCountsAsAbsentToWriters() {
    table.put("key", "value", LIFE, LIFE);
    ticker.advance(LIFETIME);
    assertThat(table.replace("key", null, "new", LIFE)).isNull();
    assertThat(table.remove("key", null)).isNull();
    assertThat(table.putIfAbsent("key", "new", LIFE)).isNull();
    assertThat(table.get("key")).isEqualTo("new");
    assertThat(heard).containsExactly("key EXPIRED");
  }

  @Test
  void theCursorPassesOverWhatHasExpired() {
    table.put("mortal", 1, LIFE, LIFE);
    table.put("eternal", 1, ETERNAL, ETERNAL);
    ticker.advance(LIFETIME);
    TableCursor<Object, Object> cursor = table.cursor();
    assertThat(cursor.advance()).isTrue();
    assertThat(cursor.key()).isEqualTo("eternal");
    assertThat(cursor.advance()).isFalse();
  }

  @Test
  void aSweepDropsWhatHasExpiredAndNothingElse() {
    for (int i = 0; i < 10_000; i++) {
      table.put(i, i, i % 2 == 0 ? LIFE : ETERNAL, LIFE);
    }
    table.sweep();
    assertThat(table.size()).isEqualTo(10_000);
    ticker.advance(LIFETIME);
    assertThat(table.isSweepDue()).isTrue();
    table.sweep();
    assertThat(table.size()).isEqualTo(5_000);
    assertThat(table.isSweepDue()).isFalse();
    assertThat(heard).hasSize(5_000).contains("2 EXPIRED");
  }

  @Test
  void aSweepTellsTheHandlerWhileTheKeyIsHeld() {
    List<Object> told = new ArrayList<>();
    table = new StripedTable<>(TableConfig.bounded("test", 100)
        .withTicker(ticker)
        .withExpiryHandler(new ExpiryHandler<Object, Object>() {
          @Override
          public boolean isNeeded() {
            return true;
          }

          @Override
          public void expired(Object key, Object value) {
            assertThat(table.holds().tryAcquire(key)).isNull();
            told.add(key + "=" + value);
          }
        }));
    table.put("key", "value", LIFE, LIFE);
    ticker.advance(LIFETIME);
    table.sweep();
    table.sweep();
    assertThat(told).containsExactly("key=value");
    assertThat(table.size()).isZero();
  }

  @Test
  void aSweepLeavesAHeldKeyToItsHolder() {
    List<Object> told = new ArrayList<>();
    table = new StripedTable<>(TableConfig.bounded("test", 100)
        .withTicker(ticker)
        .withExpiryHandler(new ExpiryHandler<Object, Object>() {
          @Override
          public boolean isNeeded() {
            return true;
          }

          @Override
          public void expired(Object key, Object value) {
            told.add(key);
          }
        }));
    table.put("key", "value", LIFE, LIFE);
    Hold<Object, Object> hold = table.holds().acquire("key", false);
    ticker.advance(LIFETIME);
    table.sweep();
    assertThat(told).isEmpty();
    table.holds().release(hold);
    table.sweep();
    assertThat(told).containsExactly("key");
  }

  @Test
  void aTouchNeedsTheValueThatWasSeen() {
    table.put("key", "value", LIFE, LIFE);
    table.touch("key", "another", ETERNAL);
    table.touch("absent", "value", ETERNAL);
    ticker.advance(LIFETIME.minusNanos(1));
    table.touch("key", "value", LIFE);
    ticker.advance(LIFETIME.minusNanos(1));
    assertThat(table.get("key")).isEqualTo("value");
    table.touch("key", "value", 0);
    assertThat(table.get("key")).isNull();
  }

  /** Records what it is told, and that the key is held meanwhile. */
  private final class Reporter implements ExpiryHandler<Object, Object> {
    @Override
    public boolean isNeeded() {
      return true;
    }

    @Override
    public void expired(Object key, Object value) {
      heard.add(key + "=" + value + (table.holds().tryAcquire(key) == null ? " held" : " free"));
    }
  }

  @Test
  void anExpiredEntryThatMakesRoomIsReportedWhileItsKeyIsHeld() {
    table = new StripedTable<>(
        TableConfig.bounded("test", 1).withTicker(ticker).withExpiryHandler(new Reporter()));
    table.put("old", "value", LIFE, LIFE);
    ticker.advance(LIFETIME);
    table.put("new", "value", ETERNAL, ETERNAL);
    assertThat(heard).containsExactly("old=value held");
    assertThat(table.evictions()).isZero();
    assertThat(table.expirations()).isEqualTo(1);
    table.sweep();
    assertThat(heard).hasSize(1);
  }

  /** Its time is up while somebody has its key, and then it has to make room. */
  private Hold<Object, Object> heldWhileItExpiresAndMakesRoom() {
    table = new StripedTable<>(
        TableConfig.bounded("test", 1).withTicker(ticker).withExpiryHandler(new Reporter()));
    table.put("old", "value", LIFE, LIFE);
    Hold<Object, Object> hold = table.holds().acquire("old", false);
    ticker.advance(LIFETIME);
    table.put("new", "value", ETERNAL, ETERNAL);
    assertThat(heard).isEmpty();
    return hold;
  }

  @Test
  void anExpiredEntryThatMakesRoomIsReportedWhenItsHolderHasChangedNothing() {
    Hold<Object, Object> hold = heldWhileItExpiresAndMakesRoom();
    table.holds().release(hold);
    assertThat(heard).containsExactly("old=value held");
    table.holds().release(table.holds().acquire("old", false));
    table.sweep();
    assertThat(heard).hasSize(1);
  }

  @Test
  void anExpiredEntryThatMakesRoomIsNotReportedWhenItsHolderGoesOnWithIt() {
    Hold<Object, Object> hold = heldWhileItExpiresAndMakesRoom();
    assertThat(hold.live()).isEqualTo("value");
    table.holds().store(hold, "another", ETERNAL);
    table.holds().release(hold);
    assertThat(heard).isEmpty();
    assertThat(table.get("old")).isEqualTo("another");
  }

  @Test
  void anExpiredEntryThatMakesRoomIsNotReportedWhenItsHolderRemovesIt() {
    Hold<Object, Object> hold = heldWhileItExpiresAndMakesRoom();
    table.holds().remove(hold);
    table.holds().release(hold);
    assertThat(heard).isEmpty();
  }

  @Test
  void anExpiredEntryThatMakesRoomWhileItIsLoadedAnewIsReportedByWhoeverTakesTheKeyOver()
      throws Exception {
    table = new StripedTable<>(
        TableConfig.bounded("test", 1).withTicker(ticker).withExpiryHandler(new Reporter()));
    table.put("old", "value", LIFE, LIFE);
    AtomicReference<@Nullable Hold<Object, Object>> load = new AtomicReference<>();
    Thread loader = new Thread(() -> load.set(table.holds().claim("old", true).mine()));
    loader.start();
    loader.join();
    ticker.advance(LIFETIME);
    table.put("new", "value", ETERNAL, ETERNAL);
    Hold<Object, Object> hold = table.holds().acquire("old", true);
    assertThat(hold.live()).isNull();
    assertThat(hold.expired()).isEqualTo("value");
    table.holds().release(hold);
    table.holds().release(requireNonNull(load.get()));
    assertThat(heard).as("the holder does that itself").isEmpty();
  }

  @Test
  void aListenerThatBreaksDownLeavesNoKeyHeld() {
    table = new StripedTable<>(
        TableConfig.bounded("test", 1).withTicker(ticker).withExpiryHandler(new ExpiryHandler<>() {
          @Override
          public boolean isNeeded() {
            return true;
          }

          @Override
          public void expired(Object key, Object value) {
            throw new AssertionError("no more");
          }
        }));
    table.put("old", "value", LIFE, LIFE);
    Hold<Object, Object> hold = table.holds().acquire("old", false);
    ticker.advance(LIFETIME);
    table.put("new", "value", ETERNAL, ETERNAL);
    table.holds().release(hold);
    table.holds().release(table.holds().acquire("old", false));
  }

  @Test
  void whatLivedWhenItsKeyWasAcquiredIsChangedByItsHolderThoughItsTimeIsUpMeanwhile() {
    List<String> left = new ArrayList<>();
    table = new StripedTable<>(TableConfig.bounded("test", 9)
        .withTicker(ticker)
        .withListener((key, value, cause) -> left.add(value + " " + cause)));
    table.put("key", "1", LIFE, LIFE);
    Hold<Object, Object> hold = table.holds().acquire("key", false);
    ticker.advance(LIFETIME);
    table.holds().store(hold, "2", LIFE);
    table.holds().remove(hold);
    table.holds().release(hold);
    assertThat(left).containsExactly("1 REPLACED", "2 EXPLICIT");
  }

  @Test
  void aHoldLooksAtTheClockOnceUnlessItsOwnerHasLetTimePass() {
    table.put("key", "1", LIFE, LIFE);
    Hold<Object, Object> hold = table.holds().acquire("key", false);
    long before = ticker.reads();
    table.holds().store(hold, "2", LIFE);
    table.holds().touch(hold, 2 * LIFE);
    assertThat(ticker.reads()).isEqualTo(before);
    hold.letTimePass();
    ticker.advance(LIFETIME);
    table.holds().store(hold, "3", 2 * LIFE);
    assertThat(ticker.reads()).isEqualTo(before + 1);
    table.holds().release(hold);
    ticker.advance(LIFETIME.multipliedBy(2).minusNanos(1));
    assertThat(table.get("key")).isEqualTo("3");
    ticker.advance(Duration.ofNanos(1));
    assertThat(table.get("key")).isNull();
  }

  @Test
  void whoeverKnowsTheTimeNeedNotHaveItLookedAt() {
    TimedReads<Object, Object> reads = new TimedReads<>(table);
    table.put("eternal", "value", ETERNAL, ETERNAL);
    assertThat(reads.timeFor("eternal")).isEqualTo(Lifetime.UNREAD);
    assertThat(reads.get("eternal", Lifetime.UNREAD)).isEqualTo("value");
    table.put("key", "value", LIFE, LIFE);
    ticker.advance(LIFETIME.minusNanos(1));
    long now = reads.timeFor("key");
    assertThat(reads.nanos(now)).isEqualTo(ticker.nanos());
    long before = ticker.reads();
    assertThat(reads.get("key", now)).isEqualTo("value");
    assertThat(reads.get("key", now + 1)).isNull();
    reads.touch("key", "value", LIFE, now);
    assertThat(reads.get("key", now + LIFE - 1)).isEqualTo("value");
    assertThat(reads.get("key", now + LIFE)).isNull();
    assertThat(ticker.reads()).isEqualTo(before);
    assertThat(reads.nanos(Lifetime.UNREAD)).isEqualTo(ticker.nanos());
  }

  @Test
  void onlyWhatIsNearItsEndIsReadWithALookAtTheClock() {
    for (boolean eternalFirst : new boolean[] {true, false}) {
      table.clear();
      table.put(eternalFirst ? "eternal" : "mortal", 1, eternalFirst ? ETERNAL : LIFE, ETERNAL);
      table.put(eternalFirst ? "mortal" : "eternal", 1, eternalFirst ? LIFE : ETERNAL, ETERNAL);
      long before = ticker.reads();
      assertThat(table.get("eternal")).isEqualTo(1);
      assertThat(table.get("mortal")).isEqualTo(1);
      assertThat(ticker.reads()).isEqualTo(before);
      ticker.advance(LIFETIME.minusNanos(1));
      assertThat(table.get("eternal")).isEqualTo(1);
      assertThat(ticker.reads()).isEqualTo(before);
      assertThat(table.get("mortal")).isEqualTo(1);
      assertThat(ticker.reads()).isEqualTo(before + 1);
    }
  }

  @Test
  void aClearedTableHasNothingToSweep() {
    table.put("key", "value", LIFE, LIFE);
    table.clear();
    ticker.advance(LIFETIME);
    assertThat(table.isSweepDue()).isFalse();
  }

  @Test
  void whatHasExpiredIsNotAmongWhatWasRemoved() {
    table.put("eternal", 1, ETERNAL, ETERNAL);
    assertThat(table.removeAll()).isEqualTo(1);
    table.put("mortal", 1, LIFE, LIFE);
    table.put("eternal", 1, ETERNAL, ETERNAL);
    ticker.advance(LIFETIME);
    heard.clear();
    assertThat(table.removeAll()).isEqualTo(1);
    assertThat(heard).containsExactlyInAnyOrder("mortal EXPIRED", "eternal EXPLICIT");
  }
}
