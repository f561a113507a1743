package dev.larder.memo;

import dev.larder.LarderConfiguration;
import dev.larder.tier.Tiers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the results of a function are kept.
 *
 * @param folder null when none is named
 */
record MemoPlace(MemoTier tier, @Nullable Path folder) {
  static final MemoPlace MEMORY = new MemoPlace(MemoTier.MEMORY, null);

  private static final System.Logger LOG = System.getLogger("dev.larder.memo");
  private static final String DISK = "disk";

  /** The same for functions of futures, which are in memory or nowhere. */
  MemoPlace forFutures() {
    return switch (tier) {
      case MEMORY, AUTO -> MEMORY;
      case DISK, FILE ->
        throw new IllegalArgumentException("futures cannot be kept on disk, as tier = " + tier
            + " has it; use MEMORY, or memoize a function that gives the results themselves");
    };
  }

  /** Makes the configuration that of a cache there. */
  void apply(LarderConfiguration<Object, Object> configuration, boolean isNamed) {
    if (!isOnDisk()) {
      configuration.setStoreByValue(false);
      return;
    }
    Map<String, Object> block = new HashMap<>();
    block.put("type", DISK);
    if (folder != null) {
      block.put("path", folder.toString());
    }
    if (!isNamed) {
      block.put("temporary", true); // under a name that is made up it would never be found again
    }
    if (tier == MemoTier.FILE) {
      block.put("large-value", "1B");
    }
    configuration.tier(block);
  }

  private boolean isOnDisk() {
    return switch (tier) {
      case MEMORY -> false;
      case DISK, FILE -> true;
      case AUTO -> folder != null && canBeOnDisk();
    };
  }

  private static boolean canBeOnDisk() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Tiers.Availability disk =
        Tiers.of(loader == null ? ClassLoader.getSystemClassLoader() : loader).availability(DISK);
    if (!disk.isAvailable()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a memoized function names a folder, but its results are kept in memory: "
              + disk.reason());
    }
    return disk.isAvailable();
  }
}
