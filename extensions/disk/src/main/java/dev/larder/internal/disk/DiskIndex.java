package dev.larder.internal.disk;

import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.RemovalCause;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import dev.larder.tier.TierClock;
import dev.larder.tier.TierValue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Who is on disk, by hash, weight and deadline; and who has to leave. Thread-safe. */
final class DiskIndex {
  private final StripedTable<Long, Integer> table;
  private final TierClock clock;

  /** Hashes of what is to be deleted from disk. */
  private final Queue<Long> leaving = new ConcurrentLinkedQueue<>();

  DiskIndex(String name, long maximumBytes, TierClock clock) {
    this.clock = clock;
    this.table = new StripedTable<>(TableConfig.<Long, Integer>bounded(name, maximumBytes)
        .withTicker(clock::nanos)
        .withWeigher((hash, weight) -> Math.abs(weight))
        .withListener((hash, weight, cause) -> {
          if (cause == RemovalCause.SIZE || cause == RemovalCause.EXPIRED) {
            leaving.add(hash);
          }
        }));
  }

  void put(long hash, DiskRecord row, int keyLength) {
    long lifetime = lifetime(row.expiresAt());
    table.put(hash, noted(row, keyLength), lifetime, lifetime);
  }

  void putIfAbsent(long hash, DiskRecord row, int keyLength) {
    table.putIfAbsent(hash, noted(row, keyLength), lifetime(row.expiresAt()));
  }

  /** Below zero: it has a file of its own. */
  private static int noted(DiskRecord row, int keyLength) {
    int weight = row.weight(keyLength);
    return row.isInFile() ? -weight : weight;
  }

  private long lifetime(long expiresAt) {
    return expiresAt == TierValue.NEVER ? Lifetime.ETERNAL : Math.max(1, expiresAt - clock.nanos());
  }

  /** Somebody has read it. */
  void used(long hash) {
    table.noteHit(Long.hashCode(hash));
  }

  boolean contains(long hash) {
    return table.peekEvenIfExpired(hash) != null;
  }

  /** Whether it may have a file of its own. */
  boolean mayBeLarge(long hash) {
    Integer noted = table.peekEvenIfExpired(hash);
    return noted == null || noted < 0;
  }

  void remove(long hash) {
    table.remove(hash, null);
  }

  /** Not to be told to anybody. */
  void clear() {
    table.clear();
    leaving.clear();
  }

  void leave(long hash) {
    leaving.add(hash);
  }

  @Nullable
  Long nextLeaving() {
    return leaving.poll();
  }

  void sweep() {
    table.sweep();
  }

  long size() {
    return table.size();
  }

  long bytes() {
    return table.weight();
  }

  long evictions() {
    return table.evictions();
  }
}
