package dev.larder.tier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tier in the heap, for tests: one's own, or shared by several caches through a {@link Store}; one may get between each of its calls.
 */
public final class MemoryTier implements Tier {
  /** What is stored, and who has to be told. */
  public static final class Store {
    final ConcurrentMap<TierKey, TierEntry> entries = new ConcurrentHashMap<>();
    final AtomicLong versions = new AtomicLong();
    final List<MemoryTier> users = new CopyOnWriteArrayList<>();

    /** One of the keys that are there. */
    public TierKey anyKey() {
      return entries.keySet().iterator().next();
    }

    /** The keys that are there. */
    public int size() {
      return entries.size();
    }

    /** Changes the bytes of each value, behind everybody's back. */
    public void damage(UnaryOperator<byte[]> change) {
      entries.replaceAll((key, entry) -> {
        TierValue value = entry.value();
        return new TierEntry(
            new TierValue(change.apply(value.bytes()), value.createdAt(), value.expiresAt()),
            entry.version());
      });
    }

    /** As a tier does that needs room. */
    public void evictAll() {
      List<TierKey> evicted = new ArrayList<>(entries.keySet());
      entries.clear();
      users.forEach(user -> evicted.forEach(user.listener::invalidated));
    }
  }

  /** Called before each operation, by its name; may throw. */
  public interface Interceptor {
    void before(String operation, @Nullable TierKey key);
  }

  private final Store store;
  private final TierListener listener;
  private final boolean shared;
  private volatile Interceptor interceptor = (operation, key) -> {};
  private volatile @Nullable TierKey refused;
  private volatile boolean closed;

  /** How often each was called. */
  public final AtomicLong gets = new AtomicLong();

  public final AtomicLong bulkGets = new AtomicLong();

  public final AtomicLong writes = new AtomicLong();

  public final AtomicLong bulkWrites = new AtomicLong();

  public MemoryTier(Store store, TierListener listener, boolean shared) {
    this.store = store;
    this.listener = listener;
    this.shared = shared;
    store.users.add(this);
  }

  public void intercept(Interceptor other) {
    interceptor = other;
  }

  /** There is no room for this one from now on. */
  public void refuse(TierKey key) {
    refused = key;
  }

  public Store store() {
    return store;
  }

  public boolean isClosed() {
    return closed;
  }

  private void tellOthers(TierKey key) {
    for (MemoryTier other : store.users) {
      if (other != this) {
        other.listener.invalidated(key);
      }
    }
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public @Nullable TierEntry get(TierKey key) {
    gets.incrementAndGet();
    interceptor.before("get", key);
    return store.entries.get(key);
  }

  @Override
  public Map<TierKey, TierEntry> getAll(Collection<TierKey> keys) {
    bulkGets.incrementAndGet();
    interceptor.before("getAll", null);
    Map<TierKey, TierEntry> found = new LinkedHashMap<>();
    for (TierKey key : keys) {
      TierEntry entry = store.entries.get(key);
      if (entry != null) {
        found.put(key, entry);
      }
    }
    return found;
  }

  @Override
  public void putAll(Map<TierKey, TierValue> values, TierListener listener) {
    bulkWrites.incrementAndGet();
    interceptor.before("putAll", null);
    Tier.super.putAll(values, listener);
  }

  @Override
  public TierCursor cursor() {
    interceptor.before("cursor", null);
    Iterator<Map.Entry<TierKey, TierEntry>> entries = store.entries.entrySet().iterator();
    return new TierCursor() {
      private Map.@Nullable Entry<TierKey, TierEntry> at;

      @Override
      public boolean advance() {
        at = entries.hasNext() ? entries.next() : null;
        return at != null;
      }

      @Override
      public TierKey key() {
        return java.util.Objects.requireNonNull(at).getKey();
      }

      @Override
      public TierEntry entry() {
        return java.util.Objects.requireNonNull(at).getValue();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public long size() {
    return store.entries.size();
  }

  @Override
  public long put(TierKey key, TierValue value) {
    writes.incrementAndGet();
    interceptor.before("put", key);
    if (key.equals(refused)) {
      store.entries.remove(key);
      return NOT_KEPT;
    }
    long version = store.versions.incrementAndGet();
    store.entries.put(key, new TierEntry(value, version));
    tellOthers(key);
    return version;
  }

  @Override
  public long compareAndPut(TierKey key, long expected, TierValue value) {
    writes.incrementAndGet();
    interceptor.before("compareAndPut", key);
    long[] version = {CONFLICT};
    store.entries.compute(key, (same, before) -> {
      if ((before == null ? ABSENT : before.version()) != expected) {
        return before;
      }
      version[0] = store.versions.incrementAndGet();
      return new TierEntry(value, version[0]);
    });
    if (version[0] != CONFLICT) {
      tellOthers(key);
    }
    return version[0];
  }

  @Override
  public boolean remove(TierKey key) {
    writes.incrementAndGet();
    interceptor.before("remove", key);
    boolean removed = store.entries.remove(key) != null;
    tellOthers(key);
    return removed;
  }

  @Override
  public boolean compareAndRemove(TierKey key, long expected) {
    writes.incrementAndGet();
    interceptor.before("compareAndRemove", key);
    boolean[] removed = {false};
    store.entries.computeIfPresent(key, (same, before) -> {
      removed[0] = before.version() == expected;
      return removed[0] ? null : before;
    });
    if (removed[0]) {
      tellOthers(key);
    }
    return removed[0];
  }

  @Override
  public boolean touch(TierKey key, long expected, long expiresAt) {
    writes.incrementAndGet();
    interceptor.before("touch", key);
    boolean[] touched = {false};
    store.entries.computeIfPresent(key, (same, before) -> {
      touched[0] = before.version() == expected;
      TierValue value = before.value();
      return touched[0]
          ? new TierEntry(new TierValue(value.bytes(), value.createdAt(), expiresAt), expected)
          : before;
    });
    return touched[0];
  }

  @Override
  public void clear() {
    interceptor.before("clear", null);
    store.entries.clear();
    for (MemoryTier other : store.users) {
      if (other != this) {
        other.listener.invalidatedAll();
      }
    }
  }

  @Override
  public TierHealth health() {
    return new TierHealth(TierHealth.State.UP, "in memory", Map.of("entries", size()));
  }

  @Override
  public void close() {
    closed = true;
    store.users.remove(this);
  }

  @Override
  public void destroy() {
    close();
    store.entries.clear();
  }
}
