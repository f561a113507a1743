package dev.larder.benchmarks.counts;

import dev.larder.LarderCachingProvider;
import dev.larder.benchmarks.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/** How often Larder looks at the clock in an operation; writes {@code clock-reads.md}. Each read of the clock waits for the loads before it. */
public final class ClockReads {
  private static final int KEYS = 1000;

  private final Map<String, Factory<? extends ExpiryPolicy>> expiries = new LinkedHashMap<>();
  private final Map<String, Consumer<Cache<Long, Long>>> operations = new LinkedHashMap<>();

  /** By the thread that measures; the sweeper looks at the clock, too. */
  private long reads;

  private ClockReads() {
    expiries.put("eternal", EternalExpiryPolicy.factoryOf());
    expiries.put("TTL", CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY));
    expiries.put("TTI", TouchedExpiryPolicy.factoryOf(Duration.ONE_DAY));
    Set<Long> hundred = LongStream.range(0, 100).boxed().collect(Collectors.toSet());
    Map<Long, Long> entries = new TreeMap<>();
    hundred.forEach(key -> entries.put(key, key));
    operations.put("get, hit", each((cache, key) -> cache.get(key)));
    operations.put("get, miss", each((cache, key) -> cache.get(KEYS + key)));
    operations.put("put of a present key", each((cache, key) -> cache.put(key, key)));
    operations.put("putIfAbsent, failed", each((cache, key) -> cache.putIfAbsent(key, key)));
    operations.put("replace", each((cache, key) -> cache.replace(key, key)));
    operations.put(
        "invoke, read only",
        each((cache, key) -> cache.invoke(key, (entry, arguments) -> entry.getValue())));
    operations.put(
        "invoke, update",
        each((cache, key) -> cache.invoke(key, (entry, arguments) -> {
          entry.setValue(key);
          return null;
        })));
    operations.put("remove", each((cache, key) -> cache.remove(key)));
    operations.put("put of a new key", each((cache, key) -> cache.put(key, key)));
    operations.put("getAll of 100", cache -> cache.getAll(hundred));
    operations.put("putAll of 100", cache -> cache.putAll(entries));
  }

  private interface Operation {
    void on(Cache<Long, Long> cache, long key);
  }

  private static Consumer<Cache<Long, Long>> each(Operation operation) {
    return cache -> LongStream.range(0, KEYS).forEach(key -> operation.on(cache, key));
  }

  public static void main(String... none) throws IOException {
    Path page = Path.of(System.getProperty("larder.results", "results"), "clock-reads.md");
    Files.createDirectories(page.toAbsolutePath().getParent());
    String text = "# Clock reads of an operation\n\n"
        + Machine.here().markdown("./run.sh clock-reads") + "\nLarder, " + KEYS
        + " operations each, counted by a clock of our own; in brackets with statistics. The system's is looked at by\n"
        + "nearly no read, since a thread watches it: docs/decisions/013-clock.md.\n\n"
        + new ClockReads().table();
    Files.writeString(page, text);
    System.out.println(text + "\nwritten to " + page);
  }

  private String table() {
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    operations.keySet().forEach(name -> lines.put(name, new StringBuilder("| " + name)));
    StringBuilder head = new StringBuilder("| operation");
    StringBuilder rule = new StringBuilder("| ---");
    expiries.forEach((name, expiry) -> {
      head.append(" | ").append(name);
      rule.append(" | ---:");
      Map<String, Double> plain = count(expiry, false);
      Map<String, Double> counted = count(expiry, true);
      lines.forEach((operation, line) -> line.append(String.format(
          Locale.ROOT, " | %.3f (%.3f)", plain.get(operation), counted.get(operation))));
    });
    return head + " |\n" + rule + " |\n" + String.join(" |\n", lines.values()) + " |\n";
  }

  private Map<String, Double> count(Factory<? extends ExpiryPolicy> expiry, boolean statistics) {
    Thread me = Thread.currentThread();
    InstantSource clock = () -> {
      reads += Thread.currentThread() == me ? 1 : 0;
      return InstantSource.system().instant();
    };
    Map<String, Double> counts = new LinkedHashMap<>();
    try (LarderCachingProvider provider = new LarderCachingProvider(clock)) {
      CacheManager manager = provider.getCacheManager();
      Cache<Long, Long> cache = manager.createCache(
          "counted",
          new MutableConfiguration<Long, Long>()
              .setTypes(Long.class, Long.class)
              .setStoreByValue(false)
              .setStatisticsEnabled(statistics)
              .setExpiryPolicyFactory(expiry));
      LongStream.range(0, KEYS).forEach(key -> cache.put(key, key));
      operations.forEach((name, operation) -> {
        long before = reads;
        operation.accept(cache);
        counts.put(name, (reads - before) / (name.endsWith("of 100") ? 1.0 : KEYS));
      });
    }
    return counts;
  }
}
