package dev.larder.internal.cache;

import dev.larder.internal.core.RemovalCause;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of each entry, and why the last ones left: for those who ask for it. Thread-safe. */
public final class History<K> {
  private static final int DEPARTURES = 1_024;

  /** An entry's past. */
  public static final class Past {
    private final Instant created;
    private volatile Instant changed;
    private volatile @Nullable Instant lastRead;
    private final LongAdder reads = new LongAdder();

    Past(Instant created) {
      this.created = created;
      this.changed = created;
    }

    /** When its key came. */
    public Instant created() {
      return created;
    }

    /** When its value was put. */
    public Instant changed() {
      return changed;
    }

    /** When it was last read; null when it never was. */
    public @Nullable Instant lastRead() {
      return lastRead;
    }

    /** How often it was read. */
    public long reads() {
      return reads.sum();
    }
  }

  /** Why, and when, an entry left. */
  public record Departure(RemovalCause cause, Instant at) {}

  private final Supplier<Instant> now;
  private final Predicate<K> isPresent;
  private final ConcurrentMap<K, Past> pasts = new ConcurrentHashMap<>();
  private volatile @Nullable Instant lastRead;
  private volatile @Nullable Instant lastChange;

  /** Guarded by itself. */
  private final Map<K, Departure> departures = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, Departure> eldest) {
      return size() > DEPARTURES;
    }
  };

  /** Knows nothing yet. */
  public History(Supplier<Instant> now, Predicate<K> isPresent) {
    this.now = now;
    this.isPresent = isPresent;
  }

  /** A read found the key's entry. */
  public void read(K key) {
    Instant time = now.get();
    lastRead = time;
    Past past = pasts.get(key);
    if (past != null) {
      past.lastRead = time;
      past.reads.increment();
    }
  }

  /** The key got a value. */
  public void put(K key) {
    Instant time = now.get();
    lastChange = time;
    pasts.computeIfAbsent(key, anew -> new Past(time)).changed = time;
  }

  /** The key's entry left. */
  public void removed(K key, RemovalCause cause) {
    if (cause == RemovalCause.REPLACED) {
      return;
    }
    pasts.computeIfPresent(key, (same, past) -> isPresent.test(key) ? past : null);
    synchronized (departures) {
      departures.remove(key);
      departures.put(key, new Departure(cause, now.get()));
    }
  }

  /** The entry's past; null when it is not known. */
  public @Nullable Past of(K key) {
    return pasts.get(key);
  }

  /** Why the key's last entry left; null when that is not known (any more). */
  public @Nullable Departure departure(K key) {
    synchronized (departures) {
      return departures.get(key);
    }
  }

  /** When anything was last read; null when nothing was. */
  public @Nullable Instant lastRead() {
    return lastRead;
  }

  /** When anything was last put; null when nothing was. */
  public @Nullable Instant lastChange() {
    return lastChange;
  }
}
