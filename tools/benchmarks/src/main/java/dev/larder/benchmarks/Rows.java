package dev.larder.benchmarks;

import static dev.larder.benchmarks.Row.Field.ALL_BUT_MAP;
import static dev.larder.benchmarks.Row.Field.BOUNDED;

import dev.larder.benchmarks.rows.Evictions;
import dev.larder.benchmarks.rows.Invocations;
import dev.larder.benchmarks.rows.Reads;
import dev.larder.benchmarks.rows.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rows, in the order of the report. */
final class Rows {
  static final List<Row> ALL = all();

  private static final List<String> SHORT =
      List.of("get", "get-2", "put", "mix-2", "put-evict", "cache-aside", "invoke");

  private Rows() {}

  private static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(reads());
    rows.addAll(writes());
    rows.addAll(evictions());
    rows.addAll(invocations());
    return List.copyOf(rows);
  }

  private static List<Row> reads() {
    Row get = Row.of("get", "get hit", Reads.class, "hit");
    List<Row> rows = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      String suffix = threads == 1 ? "" : "-" + threads;
      String many = threads == 1 ? "" : ", " + threads + " threads";
      rows.add(named(get, "get" + suffix, "get hit" + many).threads(threads));
      rows.add(named(get, "get-statistics" + suffix, "get hit, statistics" + many)
          .with(Map.of("statistics", "true"))
          .threads(threads)
          .field(ALL_BUT_MAP));
      rows.add(named(get, "get-ttl" + suffix, "get hit, TTL" + many)
          .with(Map.of("lifetime", "CREATED"))
          .threads(threads)
          .field(ALL_BUT_MAP));
      rows.add(named(get, "get-tti" + suffix, "get hit, TTI" + many)
          .with(Map.of("lifetime", "TOUCHED"))
          .threads(threads)
          .field(ALL_BUT_MAP));
      rows.add(named(get, "get-string" + suffix, "get hit, String keys" + many)
          .with(Map.of("keys", "STRING"))
          .threads(threads));
    }
    return rows;
  }

  private static List<Row> writes() {
    return List.of(
        Row.of("put", "put of a present key", Writes.class, "put"),
        Row.of("mix-2", "75/25 mix, 2 threads", Writes.class, "mix").threads(2),
        Row.of("get-and-put", "getAndPut", Writes.class, "getAndPut"),
        Row.of("put-if-absent", "putIfAbsent, present", Writes.class, "putIfAbsent"),
        Row.of("replace", "replace", Writes.class, "replace"),
        Row.of("remove-put", "remove and put back", Writes.class, "removeAndPut"));
  }

  private static List<Row> evictions() {
    return List.of(
        Row.of("put-evict", "put with eviction", Evictions.class, "put")
            .with(Map.of("crowding", "16"))
            .field(BOUNDED),
        Row.of("cache-aside", "cache-aside, Zipf over 4 x", Evictions.class, "cacheAside")
            .field(BOUNDED),
        Row.of("read-through", "read-through, Zipf over 4 x", Evictions.class, "readThrough")
            .with(Map.of("readThrough", "true"))
            .field(BOUNDED));
  }

  private static List<Row> invocations() {
    return List.of(
        Row.of("invoke", "invoke, update", Invocations.class, "update"),
        Row.of("invoke-read", "invoke, read only", Invocations.class, "inspect"));
  }

  private static Row named(Row row, String name, String title) {
    return new Row(name, title, row.method(), row.parameters(), row.threads(), row.field());
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
