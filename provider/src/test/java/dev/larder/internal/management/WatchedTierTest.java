package dev.larder.internal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.internal.management.TierTraffic.Kind;
import dev.larder.tier.MemoryTier;
import dev.larder.tier.Tier;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierException;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import dev.larder.tier.TierValue;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedTierTest {
  private static final TierKey KEY = TierKey.of(new byte[] {1});
  private static final TierKey OTHER = TierKey.of(new byte[] {2});
  private static final TierValue VALUE = new TierValue(new byte[100], 0, TierValue.NEVER);

  private final AtomicLong now = new AtomicLong();
  private final List<Object> heard = new ArrayList<>();
  private final MemoryTier.Store store = new MemoryTier.Store();
  private final TierListener listener = new TierListener() {
    @Override
    public void invalidated(TierKey key) {
      heard.add(key);
    }

    @Override
    public void invalidatedAll() {
      heard.add("all");
    }
  };
  private final WatchedTier tier = new WatchedTier(
      "cache", "memory", now::get, listener, watched -> new MemoryTier(store, watched, true));
  private final TierTraffic traffic = tier.traffic();

  @AfterEach
  void close() {
    tier.close();
  }

  private void takes(long nanos) {
    ((MemoryTier) tier.unwatched()).intercept((operation, key) -> now.addAndGet(nanos));
  }

  @Test
  void noMethodIsLeftToTheContractsDefault() {
    assertThat(Stream.of(Tier.class.getMethods()).filter(WatchedTierTest::isInherited))
        .as("each call has to reach the tier")
        .isEmpty();
  }

  private static boolean isInherited(Method method) {
    try {
      return WatchedTier.class
          .getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass()
          .equals(Tier.class);
    } catch (NoSuchMethodException e) {
      return true;
    }
  }

  @Test
  void readsAreCountedWithTheirBytesAndTime() {
    tier.put(KEY, VALUE);
    takes(5);
    assertThat(tier.get(KEY)).isNotNull();
    assertThat(tier.get(OTHER)).isNull();
    Map<TierKey, TierEntry> both = tier.getAll(List.of(KEY, OTHER));
    assertThat(both).hasSize(1);
    assertThat(traffic.hits()).isEqualTo(2);
    assertThat(traffic.misses()).isEqualTo(2);
    assertThat(traffic.bytesRead()).isEqualTo(200);
    assertThat(traffic.calls(Kind.READ)).as("many at once are one call").isEqualTo(3);
    assertThat(traffic.nanos(Kind.READ)).isEqualTo(15);
  }

  @Test
  void writesAreCountedByWhatCameOfThem() {
    long version = tier.put(KEY, VALUE);
    tier.compareAndPut(KEY, version + 1, VALUE);
    tier.compareAndPut(KEY, version, VALUE);
    tier.putAll(Map.of(KEY, VALUE, OTHER, VALUE), listener);
    assertThat(traffic.puts()).isEqualTo(4);
    assertThat(traffic.bytesWritten()).isEqualTo(400);
    assertThat(traffic.conflicts()).isEqualTo(1);
    assertThat(traffic.calls(Kind.WRITE)).isEqualTo(4);
  }

  @Test
  void whatATierDoesNotKeepIsNoPut() {
    try (WatchedTier refusing =
        new WatchedTier("cache", "full", now::get, listener, watched -> new RefusingTier(tier))) {
      refusing.put(KEY, VALUE);
      refusing.putAll(Map.of(KEY, VALUE, OTHER, VALUE), listener);
      assertThat(refusing.traffic().puts()).isZero();
      assertThat(refusing.traffic().bytesWritten()).isZero();
      assertThat(refusing.traffic().notKept()).isEqualTo(3);
      assertThat(heard).containsExactlyInAnyOrder(KEY, OTHER);
    }
  }

  @Test
  void removalsAreCounted() {
    tier.put(KEY, VALUE);
    tier.remove(KEY);
    tier.remove(KEY);
    assertThat(traffic.removals()).as("of what was there").isEqualTo(1);
    assertThat(traffic.calls(Kind.REMOVE)).isEqualTo(2);
  }

  @Test
  void aCallThatThrowsIsAFailureAndItsExceptionComesOutAsItIs() {
    TierException failure = new TierException("on purpose", null);
    ((MemoryTier) tier.unwatched()).intercept((operation, key) -> {
      now.addAndGet(7);
      throw failure;
    });
    assertThatThrownBy(() -> tier.get(KEY)).isSameAs(failure);
    assertThat(traffic.failures()).isEqualTo(1);
    assertThat(traffic.calls(Kind.READ)).isEqualTo(1);
    assertThat(traffic.nanos(Kind.READ)).isEqualTo(7);
    assertThat(traffic.misses()).isZero();
  }

  @Test
  void whatTheTierTellsIsCountedAndPassedOn() {
    try (MemoryTier other = new MemoryTier(store, new QuietListener(), true)) {
      other.put(KEY, VALUE);
      other.clear();
    }
    assertThat(heard).containsExactly(KEY, "all");
    assertThat(traffic.invalidations()).isEqualTo(1);
    assertThat(traffic.invalidationsOfAll()).isEqualTo(1);
  }

  /** Hears nothing. */
  private static final class QuietListener implements TierListener {
    @Override
    public void invalidated(TierKey key) {}

    @Override
    public void invalidatedAll() {}
  }
}
