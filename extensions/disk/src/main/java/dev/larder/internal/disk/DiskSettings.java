package dev.larder.internal.disk;

import dev.larder.tier.TierSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
 * @param memoryMapped whether files of the database are read by mapping them
 */
record DiskSettings(
    Path folder,
    long maximumBytes,
    CompressionType compression,
    Durability durability,
    Duration flushInterval,
    boolean failsOnCorruption,
    boolean temporary,
    long largeValue,
    OptionalInt compressionLevel,
    boolean memoryMapped) {
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

  /** File systems take some 255. */
  private static final int LONGEST_NAME = 180;

  private static final String DEFAULT_APPLICATION = "larder";

  static DiskSettings of(TierSettings settings, String cacheName) {
    settings.requireNothingBut(Set.of(
        "path",
        "application",
        "maximum-bytes",
        "compression",
        "compression-level",
        "memory-mapped",
        "use-sql", // as other caches have it: read, and ignored
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
    Optional<Long> level = settings.number("compression-level", 1, 9);
    if (level.isPresent() && compression != CompressionType.ZSTD_COMPRESSION) {
      throw settings.refused(
          "compression-level", "it needs compression = zstd; leave one of the two out");
    }
    settings.flag("use-sql");
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
        settings.bytes("large-value").orElse(DEFAULT_LARGE),
        level.isPresent() ? OptionalInt.of(level.get().intValue()) : OptionalInt.empty(),
        settings.flag("memory-mapped").orElse(false));
  }

  private static Path root(TierSettings settings, boolean temporary) {
    Optional<String> application = settings.text("application");
    Optional<String> path = settings.text("path");
    if (application.isPresent() && path.isPresent()) {
      throw settings.refused(
          "application", "it is a folder of the platform's for caches; leave it out, or path");
    }
    application.filter(name -> !name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")).ifPresent(name -> {
      throw settings.refused(
          "application", "write a folder's name of letters, digits, '.', '-' and '_'");
    });
    try {
      return path.map(Path::of)
          .orElseGet(() -> temporary && application.isEmpty()
              ? Path.of(System.getProperty("java.io.tmpdir"))
              : CacheHome.here().resolve(application.orElse(DEFAULT_APPLICATION)))
          .toAbsolutePath()
          .normalize();
    } catch (InvalidPathException e) {
      throw settings.refused("path", "it is no path: " + e.getReason());
    }
  }

  /** Letters, digits, '.', '-', '_' as they are, all else by its bytes: no name leads elsewhere, and no two are one. */
  static String folderName(String cacheName) {
    StringBuilder name = new StringBuilder("cache-");
    byte[] bytes = cacheName.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      boolean plain =
          (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '.' || b == '-' || b == '_';
      if (plain) {
        name.append((char) b);
      } else {
        name.append('%').append(String.format("%02X", b & 0xFF));
      }
    }
    return name.length() <= LONGEST_NAME
        ? name.toString()
        : name.substring(0, LONGEST_NAME) + "~" + UUID.nameUUIDFromBytes(bytes);
  }
}
