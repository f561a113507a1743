package dev.larder.benchmarks;

import static dev.larder.benchmarks.Row.Field.ALL_BUT_MAP;
import static dev.larder.benchmarks.Row.Field.BOUNDED;
import static dev.larder.benchmarks.Row.Field.JCACHE;
import static dev.larder.benchmarks.Row.Field.LRU;
import static dev.larder.benchmarks.Row.Field.OURS;
import static dev.larder.benchmarks.Row.Field.TINY_LFU;

import dev.larder.benchmarks.Row.Figures;
import dev.larder.benchmarks.rows.Bulk;
import dev.larder.benchmarks.rows.ByValue;
import dev.larder.benchmarks.rows.Copies;
import dev.larder.benchmarks.rows.Evictions;
import dev.larder.benchmarks.rows.Invocations;
import dev.larder.benchmarks.rows.Latency;
import dev.larder.benchmarks.rows.Reads;
import dev.larder.benchmarks.rows.Writes;
import dev.larder.benchmarks.store.StoreSpec.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All rows, in the order of the report. */
final class Rows {
  static final List<Row> ALL = Stream.of(
          reads(1),
          reads(2),
          writes(),
          evictions(),
          invocations(),
          bulk(),
          listeners(),
          byValue(),
          sizes(),
          latency(),
          policies())
      .flatMap(List::stream)
      .toList();

  private static final List<String> SHORT =
      List.of("get", "get-2", "put", "mix-2", "put-evict", "cache-aside", "invoke");

  private Rows() {}

  private static List<Row> reads(int threads) {
    return Stream.of(
            read("get", "get hit", threads),
            read("get-statistics", "get hit, statistics", threads)
                .with("statistics", "true")
                .field(ALL_BUT_MAP),
            read("get-ttl", "get hit, TTL", threads).with("lifetime", "CREATED").field(ALL_BUT_MAP),
            read("get-tti", "get hit, TTI", threads).with("lifetime", "TOUCHED").field(ALL_BUT_MAP),
            coarse(read("get-ttl-coarse", "get hit, TTL, time by 10 ms", threads))
                .with("lifetime", "CREATED"),
            coarse(read("get-tti-coarse", "get hit, TTI, time by 10 ms", threads))
                .with("lifetime", "TOUCHED"),
            read("get-string", "get hit, String keys", threads).with("keys", "STRING"))
        .map(row -> row.threads(threads))
        .toList();
  }

  private static Row read(String name, String title, int threads) {
    return threads == 1
        ? Row.of(name, title, Reads.class, "hit")
        : Row.of(name + "-" + threads, title + ", " + threads + " threads", Reads.class, "hit");
  }

  private static Row coarse(Row row) {
    return row.with("resolution", "10ms").field(OURS);
  }

  private static List<Row> writes() {
    return List.of(
        Row.of("put", "put of a present key", Writes.class, "put"),
        Row.of("mix-2", "75/25 mix, 2 threads", Writes.class, "mix").threads(2),
        Row.of("get-and-put", "getAndPut", Writes.class, "getAndPut"),
        Row.of("put-if-absent", "putIfAbsent, failed", Writes.class, "putIfAbsent"),
        Row.of("replace", "replace", Writes.class, "replace"),
        Row.of("remove-put", "remove and put back", Writes.class, "removeAndPut"));
  }

  private static List<Row> evictions() {
    return List.of(
        Row.of("put-evict", "put with eviction", Evictions.class, "put")
            .with("crowding", "16")
            .field(BOUNDED),
        Row.of("cache-aside", "cache-aside, Zipf over 4 x", Evictions.class, "cacheAside")
            .field(BOUNDED),
        Row.of("cache-aside-1k", "cache-aside, 1,024 entries", Evictions.class, "cacheAside")
            .with("entries", "1024")
            .field(BOUNDED),
        Row.of("read-through", "read-through, Zipf over 4 x", Evictions.class, "readThrough")
            .with("readThrough", "true")
            .field(BOUNDED),
        Row.of("get-with", "get with a function, Zipf over 4 x", Evictions.class, "getWith")
            .field(BOUNDED));
  }

  /** Each policy of ours beside the peers that have it: Caffeine has but TinyLFU, Ehcache's is LRU among a few. */
  static List<Row> policies() {
    return Stream.of(Policy.values())
        .filter(policy -> policy != Policy.OWN)
        .flatMap(policy -> Stream.of(
                byPolicy("get", "get hit", Reads.class, "hit", policy),
                byPolicy("put-evict", "put with eviction", Evictions.class, "put", policy)
                    .with("crowding", "16"),
                byPolicy("remove-put", "remove and put back", Writes.class, "removeAndPut", policy),
                byPolicy("get-with", "get with a function", Evictions.class, "getWith", policy))
            .map(row -> row.field(having(policy))))
        .toList();
  }

  private static Row byPolicy(
      String name, String title, Class<?> chapter, String method, Policy policy) {
    return Row.of(name + "-" + policy.word(), title + ", " + policy.word(), chapter, method)
        .with("policy", policy.name());
  }

  private static Row.Field having(Policy policy) {
    return switch (policy) {
      case TINY_LFU -> TINY_LFU;
      case LRU -> LRU;
      default -> OURS;
    };
  }

  private static List<Row> invocations() {
    return List.of(
        Row.of("invoke", "invoke, update", Invocations.class, "update"),
        Row.of("invoke-read", "invoke, read only", Invocations.class, "inspect"));
  }

  private static List<Row> bulk() {
    return List.of(
        Row.of("get-all", "getAll of 100, per entry", Bulk.class, "getAll"),
        Row.of("put-all", "putAll of 100, per entry", Bulk.class, "putAll"),
        Row.of("iterate", "iterate, per entry", Bulk.class, "iterate"),
        Row.of("clear", "clear of 64 Ki, per entry", Bulk.class, "clear")
            .figures(Figures.CLOCK_ONLY),
        Row.of("clear-fill", "clear and put back, per entry", Bulk.class, "clearAndFill"));
  }

  private static List<Row> listeners() {
    return List.of(
        Row.of("put-sync-listener", "put, synchronous listener", Writes.class, "put")
            .with("listening", "SYNCHRONOUS")
            .field(JCACHE),
        Row.of("put-async-listener", "put, asynchronous listener", Writes.class, "put")
            .with("listening", "ASYNCHRONOUS")
            .field(JCACHE));
  }

  private static List<Row> byValue() {
    List<Row> rows = new ArrayList<>();
    for (String method : List.of("get", "put")) {
      for (Copies shape : Copies.values()) {
        String name = shape.name().toLowerCase(Locale.ROOT);
        rows.add(
            Row.of(method + "-value-" + name, method + " by value, " + name, ByValue.class, method)
                .with("shape", shape.name())
                .field(JCACHE));
      }
      for (Copies shape : List.of(Copies.RECORD, Copies.STRING)) {
        String name = shape.name().toLowerCase(Locale.ROOT);
        rows.add(Row.of(
                method + "-reference-" + name,
                method + " by reference, " + name,
                ByValue.class,
                method)
            .with("shape", shape.name())
            .with("byValue", "false")
            .field(JCACHE));
        rows.add(Row.of(
                method + "-value-untyped-" + name,
                method + " by value, " + name + ", types not declared",
                ByValue.class,
                method)
            .with("shape", shape.name())
            .with("typed", "false")
            .field(JCACHE));
      }
    }
    return rows;
  }

  /** What a hit costs as the cache outgrows one level of the memory after the other. */
  private static List<Row> sizes() {
    List<Row> rows = new ArrayList<>();
    int entries = 1_000;
    for (int power = 3; power <= 7; power++) {
      rows.add(
          Row.of("get-1e" + power, "get hit among 10^" + power + ", uniform", Reads.class, "hit")
              .with("entries", Integer.toString(entries))
              .heap(power == 7 ? "6g" : "2g"));
      entries *= 10;
    }
    return rows;
  }

  private static List<Row> latency() {
    return List.of(Row.of("latency", "growing and evicting", Latency.class, "growing")
        .threads(2)
        .figures(Figures.LATENCY)
        .field(BOUNDED));
  }

  static List<Row> shortSelection() {
    return SHORT.stream().map(Rows::byName).toList();
  }

  /** @throws IllegalArgumentException when there is none of that name */
  static Row byName(String name) {
    return ALL.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row \"" + name + "\"; there are "
            + String.join(", ", ALL.stream().map(Row::name).toList())));
  }
}
