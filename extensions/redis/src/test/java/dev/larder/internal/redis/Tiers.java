package dev.larder.internal.redis;

import static org.awaitility.Awaitility.await;

import dev.larder.internal.config.TierBlock;
import dev.larder.tier.TierClock;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import dev.larder.tier.TierSettings;
import dev.larder.tier.TierValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tiers as tests want them. */
final class Tiers {
  private static final TierClock WALL =
      () -> ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());

  static {
    // Lettuce's threads stay from test to test.
    Clients.acquire();
  }

  private Tiers() {}

  /** The block of settings, by pairs of key and value; a timeout of two seconds, since machines are slow at times. */
  static TierSettings settings(String uri, String... pairs) {
    Map<String, Object> block = new HashMap<>(Map.of("type", "redis", "uri", uri, "timeout", "2s"));
    for (int i = 0; i < pairs.length; i += 2) {
      block.put(pairs[i], pairs[i + 1]);
    }
    return new TierBlock("test.conf: 1: tier", block);
  }

  static RedisTier open(TierSettings settings, TierListener listener) {
    return open(settings, listener, WALL);
  }

  static RedisTier open(TierSettings settings, TierListener listener, TierClock clock) {
    return (RedisTier)
        new RedisTierFactory().open(new TierContext("prices", settings, listener, clock));
  }

  static TierKey key(String text) {
    return TierKey.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static TierValue value(String text) {
    return new TierValue(text.getBytes(StandardCharsets.UTF_8), 0, TierValue.NEVER);
  }

  static TierValue value(String text, long livesMillis) {
    return new TierValue(
        text.getBytes(StandardCharsets.UTF_8),
        0,
        WALL.nanos() + TimeUnit.MILLISECONDS.toNanos(livesMillis));
  }

  static @Nullable String text(@Nullable TierEntry entry) {
    return entry == null ? null : new String(entry.value().bytes(), StandardCharsets.UTF_8);
  }

  /** Waits for what another thread does; for up to half a minute. */
  static void eventually(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(condition);
  }
}
