package dev.larder.replay;

import dev.larder.replay.log.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A directory of traces with a {@code traces.tsv} that says which cache sizes to try on each. */
public final class TraceSet {
  private static final String INDEX = "traces.tsv";

  /** A trace that was not read yet. */
  public record Entry(String name, Path file, int requests, List<Integer> sizes) {
    /** Reads it. */
    public Trace read() throws IOException {
      return Trace.read(name, file);
    }
  }

  private final List<Entry> entries;

  private TraceSet(List<Entry> entries) {
    this.entries = entries;
  }

  /** Whether there is a trace set at all. */
  public static boolean isAt(Path directory) {
    return Files.isReadable(directory.resolve(INDEX));
  }

  /** Reads the list, not the traces themselves. */
  public static TraceSet at(Path directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Tsv.Row row : Tsv.read(directory.resolve(INDEX))) {
      List<Integer> sizes =
          Arrays.stream(row.get("sizes").split(",")).map(Integer::valueOf).toList();
      entries.add(new Entry(
          row.get("name"),
          directory.resolve(row.get("name") + ".i64.gz"),
          Integer.parseInt(row.get("requests")),
          sizes));
    }
    return new TraceSet(entries);
  }

  /** Those traces whose name is wanted. */
  public TraceSet only(Predicate<String> wanted) {
    return new TraceSet(entries.stream().filter(e -> wanted.test(e.name())).toList());
  }

  /** In the order of the list. */
  public List<Entry> entries() {
    return entries;
  }

  /** How many requests a policy has to answer for all traces and sizes. */
  public long requests() {
    return entries.stream()
        .mapToLong(e -> (long) e.requests() * e.sizes().size())
        .sum();
  }
}
