package dev.larder.internal.disk;

import static java.util.Objects.requireNonNull;

import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierKey;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A walk over what is on disk, a batch of rows at a time: nobody waits for it. Not thread-safe. */
final class DiskCursor implements TierCursor {
  /** Reads rows. */
  interface Rows {
    /** The rows behind the one with this key; with null, the first ones. None at the end. */
    List<byte[][]> behind(byte @Nullable [] key);
  }

  private final Rows rows;
  private final Function<byte[][], @Nullable TierEntry> entries;
  private List<byte[][]> batch;
  private int at = -1;
  private @Nullable TierEntry entry;

  /** {@code entries}: what a row says; null when it is to be passed over. */
  DiskCursor(Rows rows, Function<byte[][], @Nullable TierEntry> entries) {
    this.rows = rows;
    this.entries = entries;
    this.batch = rows.behind(null);
  }

  @Override
  public boolean advance() {
    while (!batch.isEmpty()) {
      at++;
      if (at == batch.size()) {
        batch = rows.behind(batch.get(at - 1)[0]);
        at = -1;
      } else {
        entry = entries.apply(batch.get(at));
        if (entry != null) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public TierKey key() {
    return DiskRecord.keyOf(batch.get(at)[0]);
  }

  @Override
  public TierEntry entry() {
    return requireNonNull(entry);
  }

  @Override
  public void close() {
    batch = List.of();
  }
}
