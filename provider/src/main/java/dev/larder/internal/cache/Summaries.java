package dev.larder.internal.cache;

import dev.larder.internal.core.StripedTable;
import dev.larder.internal.management.jfr.Recorder;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/** Shows the flight recorder what has left the caches of one provider. For the sweeper's thread alone. */
public final class Summaries implements Consumer<StripedTable<?, ?>> {
  /** Tables are equal to themselves only, and go when nobody else has them. */
  private final Map<StripedTable<?, ?>, Recorder.Summary> summaries = new WeakHashMap<>();

  /** Knows no table yet. */
  public Summaries() {}

  @Override
  public void accept(StripedTable<?, ?> table) {
    summaries
        .computeIfAbsent(table, anew -> Recorder.INSTANCE.summary(anew.name()))
        .look(new TableCounts(table));
  }

  private record TableCounts(StripedTable<?, ?> table) implements Recorder.Counts {
    @Override
    public long evictions() {
      return table.evictions();
    }

    @Override
    public long expirations() {
      return table.expirations();
    }

    @Override
    public long entries() {
      return table.size();
    }

    @Override
    public long weight() {
      return table.weight();
    }
  }
}
