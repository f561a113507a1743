package dev.larder.internal.redis;

import dev.larder.tier.TierSettings;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The block {@code tier { type = redis ... }}, read and checked.
 *
 * @param address where and as whom; keeps the password to itself
 * @param trust certificates (PEM) to trust in place of the JDK's
 * @param verifyPeer false to take any certificate
 * @param namespace what all keys begin with: caches of the same name in the same namespace are one cache
 * @param tracking how the server is asked for invalidations
 * @param timeout for one command
 * @param connectTimeout for a connection, its handshake included
 * @param maxStaleness how long an invalidation that got lost can do harm
 * @param onFailure what operations do while the server is away
 * @param localMaximumSize how many entries are kept meanwhile, with {@code local-only}
 * @param loadLease how long a JVM may keep others from loading the same key; absent: it does not keep them from it
 */
record RedisSettings(
    RedisAddress address,
    Optional<File> trust,
    boolean verifyPeer,
    String namespace,
    Tracking tracking,
    Duration timeout,
    Duration connectTimeout,
    Duration maxStaleness,
    OnFailure onFailure,
    int localMaximumSize,
    Optional<Duration> loadLease) {

  /** How the server is asked for invalidations. */
  enum Tracking {
    /** It tells all changes of the cache's keys: no memory on the server, more messages. */
    BCAST,
    /** It remembers what this JVM has read: memory on the server, fewer messages. */
    OPTIN
  }

  /** What operations do while the server is away. */
  enum OnFailure {
    MISS,
    FAIL,
    LOCAL_ONLY
  }

  private static final Set<String> KEYS = Set.of(
      "uri",
      "user",
      "password",
      "trust-certificates",
      "verify-peer",
      "namespace",
      "tracking",
      "timeout",
      "connect-timeout",
      "near.max-staleness",
      "on-failure",
      "local-maximum-size",
      "load-lease");

  /**
   * Reads the block.
   *
   * @throws IllegalArgumentException when something in it is wrong
   */
  static RedisSettings of(TierSettings settings) {
    settings.requireNothingBut(KEYS);
    Duration timeout = settings.time("timeout").orElse(Duration.ofMillis(500));
    Duration maxStaleness = settings.time("near.max-staleness").orElse(Duration.ofMinutes(10));
    if (maxStaleness.compareTo(timeout.multipliedBy(4)) < 0) {
      throw settings.refused(
          "near.max-staleness",
          maxStaleness.toMillis() + " ms is less than four times the timeout (" + timeout.toMillis()
              + " ms), so a dead connection could not be noticed in time; make it longer, or the timeout shorter");
    }
    return new RedisSettings(
        address(settings),
        certificates(settings),
        settings.flag("verify-peer").orElse(true),
        namespace(settings),
        Tracking.valueOf(
            upper(settings.word("tracking", List.of("bcast", "optin")).orElse("bcast"))),
        timeout,
        settings.time("connect-timeout").orElse(Duration.ofSeconds(2)),
        maxStaleness,
        OnFailure.valueOf(upper(
            settings.word("on-failure", List.of("miss", "fail", "local-only")).orElse("miss"))),
        settings.number("local-maximum-size", 1, 10_000_000).orElse(10_000L).intValue(),
        settings.time("load-lease"));
  }

  private static RedisAddress address(TierSettings settings) {
    try {
      return RedisAddress.of(
          settings.requiredText("uri"), settings.text("user"), settings.text("password"));
    } catch (IllegalArgumentException e) {
      throw settings.refused("uri", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<File> certificates(TierSettings settings) {
    Optional<File> file = settings.text("trust-certificates").map(File::new);
    if (file.isPresent() && !file.get().canRead()) {
      throw settings.refused(
          "trust-certificates", file.get() + " cannot be read; name a file of PEM certificates");
    }
    return file;
  }

  private static String namespace(TierSettings settings) {
    String namespace = settings.text("namespace").orElse("larder");
    if (namespace.isBlank()) {
      throw settings.refused(
          "namespace", "it is empty; name the application whose caches these are");
    }
    return namespace;
  }

  private static String upper(String word) {
    return word.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Between two PINGs: soon enough to notice a dead connection within the staleness that was promised. */
  Duration heartbeat() {
    Duration share = maxStaleness.dividedBy(4);
    Duration most = Duration.ofSeconds(5);
    return share.compareTo(most) < 0 ? share : most;
  }
}
