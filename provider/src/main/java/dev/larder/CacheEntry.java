package dev.larder;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import javax.cache.Cache;

/**
 * An entry with what is known of it: {@link LarderCache#entry} gives it, {@link LarderCache#put(CacheEntry)} takes it. Immutable as
 * far as key and value are.
 *
 * <p>Value, deadline, weight and frequency are kept at no cost while the cache is used. When it was created, changed and read, and
 * how often, is kept only between {@link LarderCache#keepHistory} and the registration's end, and empty otherwise.
 *
 * <pre>{@code
 * cache.entry("apple").ifPresent(entry -> log(entry.expiresAt(), entry.frequency()));
 * cache.put(CacheEntry.of("apple", "red", Instant.now().plusSeconds(60)));
 * }</pre>
 *
 * @param key never null
 * @param value never null
 * @param expiresAt when its time will be up; empty when it is eternal
 * @param weight what it takes of the cache's bound; 1 without a weigher
 * @param frequency how often it was used lately, 0 to 15, an estimate; in an LFU cache the exact count since it was put; empty where
 *     the eviction policy does not count
 * @param created when its key came into the cache
 * @param changed when its value was put
 * @param lastRead when it was last read
 * @param reads how often it was read since it was created
 */
public record CacheEntry<K, V>(
    K key,
    V value,
    Optional<Instant> expiresAt,
    long weight,
    OptionalLong frequency,
    Optional<Instant> created,
    Optional<Instant> changed,
    Optional<Instant> lastRead,
    OptionalLong reads)
    implements Cache.Entry<K, V> {
  /** Refuses nulls. */
  public CacheEntry {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    requireNonNull(expiresAt, "expiresAt");
  }

  /** An eternal entry, to be put. */
  public static <K, V> CacheEntry<K, V> of(K key, V value) {
    return of(key, value, Optional.empty());
  }

  /** An entry that expires then, to be put. */
  public static <K, V> CacheEntry<K, V> of(K key, V value, Instant expiresAt) {
    return of(key, value, Optional.of(expiresAt));
  }

  private static <K, V> CacheEntry<K, V> of(K key, V value, Optional<Instant> expiresAt) {
    return new CacheEntry<>(
        key,
        value,
        expiresAt,
        1,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  /** By value, the natural order. */
  public static <K, V extends Comparable<? super V>> Comparator<CacheEntry<K, V>> byValue() {
    return Comparator.comparing(CacheEntry::value);
  }

  /** By deadline: what expires first comes first, what is eternal last. */
  public static Comparator<CacheEntry<?, ?>> byExpiry() {
    return Comparator.comparing(entry -> entry.expiresAt().orElse(Instant.MAX));
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (!requireNonNull(type, "type").isInstance(this)) {
      throw new IllegalArgumentException(
          "cannot unwrap to " + type.getName() + "; this is a " + CacheEntry.class.getName());
    }
    return type.cast(this);
  }

  /** Keys and values may be secrets. */
  @Override
  public String toString() {
    return "cache entry (" + expiresAt.map(at -> "expires at " + at).orElse("eternal") + ")";
  }
}
