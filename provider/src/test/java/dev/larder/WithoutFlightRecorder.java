package dev.larder;

import dev.larder.internal.cache.Summaries;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import javax.cache.configuration.MutableConfiguration;

/** Run in a JVM without the module jdk.jfr, or where nobody records. */
final class WithoutFlightRecorder {
  private WithoutFlightRecorder() {}

  @SuppressWarnings("unchecked")
  public static void main(String[] arguments) {
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      LarderCache<String, String> cache = provider
          .getCacheManager()
          .createCache(
              "bare", new MutableConfiguration<String, String>().setStatisticsEnabled(true))
          .unwrap(LarderCache.class);
      cache.get("key", key -> "made");
      new Summaries().accept(new StripedTable<>(TableConfig.<String, String>bounded("sums", 10)));
      System.out.println((isThere() ? "a recorder; " : "no recorder; ")
          + cache.invoke("key", (entry, nothing) -> entry.getValue())
          + (cache.stats().loads().count() == 1 ? ", once" : ", but not counted once"));
    }
  }

  private static boolean isThere() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent();
  }
}
