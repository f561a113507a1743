package dev.larder.internal.redis;

import dev.larder.tier.Tier;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM writes while the server is away, with {@code on-failure = local-only}. When it is full, the entry that was used least
 * recently leaves. Not thread-safe.
 */
final class LocalEntries {
  private final int most;
  private final Consumer<TierKey> evicted;
  private final Map<TierKey, TierEntry> entries = new LinkedHashMap<>(16, 0.75f, true);

  LocalEntries(int most, Consumer<TierKey> evicted) {
    this.most = most;
    this.evicted = evicted;
  }

  @Nullable
  TierEntry get(TierKey key) {
    return entries.get(key);
  }

  long put(TierKey key, TierValue value) {
    long version = Versions.next();
    entries.put(key, new TierEntry(value, version));
    if (entries.size() > most) {
      TierKey eldest = entries.keySet().iterator().next();
      entries.remove(eldest);
      evicted.accept(eldest);
    }
    return version;
  }

  long compareAndPut(TierKey key, long expected, TierValue value) {
    return versionOf(key) == expected ? put(key, value) : Tier.CONFLICT;
  }

  boolean remove(TierKey key) {
    return entries.remove(key) != null;
  }

  boolean compareAndRemove(TierKey key, long expected) {
    return versionOf(key) == expected && remove(key);
  }

  boolean touch(TierKey key, long expected, long expiresAt) {
    TierEntry entry = entries.get(key);
    if (entry == null || entry.version() != expected) {
      return false;
    }
    TierValue value = new TierValue(entry.value().bytes(), entry.value().createdAt(), expiresAt);
    entries.put(key, new TierEntry(value, expected));
    return true;
  }

  void clear() {
    entries.clear();
  }

  int size() {
    return entries.size();
  }

  Map<TierKey, TierEntry> copy() {
    return new LinkedHashMap<>(entries);
  }

  private long versionOf(TierKey key) {
    TierEntry entry = entries.get(key);
    return entry == null ? Tier.ABSENT : entry.version();
  }
}
