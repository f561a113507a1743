package dev.larder.internal.disk;

import dev.larder.tier.TierSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.rocksdb.CompressionType;

/**
 * What stands in {@code tier { type = disk ... }}.
 *
 * @param folder the cache's own
 * @param maximumBytes of keys and values together
 * @param flushInterval for {@link Durability#INTERVAL}
 * @param temporary whether it goes when it is closed
 * @param largeValue bytes from which on a value has a file of its own
 */
record DiskSettings(
    Path folder,
    long maximumBytes,
    CompressionType compression,
    Durability durability,
    Duration flushInterval,
    boolean failsOnCorruption,
    boolean temporary,
    long largeValue) {
  /** What is lost at most when the process, or the machine, stops all of a sudden. */
  enum Durability {
    /** All. */
    NONE,
    /** The process: nothing; the machine: what was written within the last flush interval. */
    INTERVAL,
    /** Nothing that was acknowledged. */
    SYNC
  }

  private static final long DEFAULT_MAXIMUM = 1L << 30;
  private static final long DEFAULT_LARGE = 1L << 20;

  static DiskSettings of(TierSettings settings, String cacheName) {
    settings.requireNothingBut(Set.of(
        "path",
        "maximum-bytes",
        "compression",
        "durability",
        "flush-interval",
        "on-corruption",
        "temporary",
        "large-value"));
    Durability durability = switch (settings
        .word("durability", List.of("none", "interval", "sync"))
        .orElse("interval")) {
      case "none" -> Durability.NONE;
      case "sync" -> Durability.SYNC;
      default -> Durability.INTERVAL;
    };
    if (settings.time("flush-interval").isPresent() && durability != Durability.INTERVAL) {
      throw settings.refused(
          "flush-interval", "it needs durability = interval; leave one of the two out");
    }
    CompressionType compression =
        switch (settings.word("compression", List.of("lz4", "zstd", "none")).orElse("lz4")) {
          case "zstd" -> CompressionType.ZSTD_COMPRESSION;
          case "none" -> CompressionType.NO_COMPRESSION;
          default -> CompressionType.LZ4_COMPRESSION;
        };
    boolean temporary = settings.flag("temporary").orElse(false);
    String name = folderName(cacheName) + (temporary ? "." + UUID.randomUUID() : "");
    return new DiskSettings(
        root(settings, temporary).resolve(name),
        settings.bytes("maximum-bytes").orElse(DEFAULT_MAXIMUM),
        compression,
        durability,
        settings.time("flush-interval").orElse(Duration.ofSeconds(1)),
        settings
            .word("on-corruption", List.of("start-empty", "fail"))
            .orElse("start-empty")
            .equals("fail"),
        temporary,
        settings.bytes("large-value").orElse(DEFAULT_LARGE));
  }

  private static Path root(TierSettings settings, boolean temporary) {
    try {
      String path = temporary
          ? settings.text("path").orElse(System.getProperty("java.io.tmpdir"))
          : settings.requiredText("path");
      return Path.of(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw settings.refused("path", "it is no path: " + e.getReason());
    }
  }

  /** Letters, digits, '.', '-', '_' as they are, all else by its bytes: no name leads elsewhere, and no two are one. */
  static String folderName(String cacheName) {
    StringBuilder name = new StringBuilder("cache-");
    for (byte b : cacheName.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '.' || b == '-' || b == '_';
      if (plain) {
        name.append((char) b);
      } else {
        name.append('%').append(String.format("%02X", b & 0xFF));
      }
    }
    return name.toString();
  }
}
