package dev.larder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * What a Larder cache offers beyond JCache; had by {@code cache.unwrap(LarderCache.class)}. Thread-safe.
 *
 * <pre>{@code
 * LarderCache<String, Product> products = cache.unwrap(LarderCache.class);
 * Product apple = products.get("apple", key -> shop.find(key));
 * products.put("offer", pear, Duration.ofMinutes(5));
 * products.removeAll(KeyFilter.glob("user:*"));
 * }</pre>
 *
 * <p>For all of its methods: no key, value or other argument may be null, unless it says so; a closed cache throws {@link
 * IllegalStateException}; times are exact to the nanosecond of the cache's clock; costs are O(1) unless it says otherwise. A cache
 * that uses nothing of this pays nothing for it.
 *
 * <p>Where JCache leaves it open: what a synchronous listener throws reaches the caller after the change is made, and undoes nothing;
 * in a bulk operation with a writer or loader all keys are done first. What it throws when it hears that an entry has expired is
 * logged, whoever finds that entry. Loaders, writers, processors and listeners may use all keys of all caches but the one they are
 * called for; that, and a circle of threads that wait for each other's keys, is a {@link javax.cache.CacheException}. An operation
 * that is under way when the cache is closed goes on to its end, unheard by listeners.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface LarderCache<K, V> extends Cache<K, V> {

  /**
   * Makes a cache that no manager lists: found by nobody's name for it, seen in no JMX, and collected as garbage when it is used no
   * longer, unless it is closed before. It counts from the beginning. Files have no say in it; system properties and the environment
   * have, by its name.
   *
   * @param name for messages
   */
  static <K, V> LarderCache<K, V> unlisted(String name, LarderConfiguration<K, V> configuration) {
    return UnlistedCaches.make(name, configuration);
  }

  // -- how much there is

  /**
   * How many entries the cache holds now. Some of them may have expired in the last moment; not a snapshot while others write.
   * Costs a few memory reads, whatever the size.
   *
   * @throws IllegalStateException if the cache is closed
   */
  long size();

  /** How many entries, or with a weigher how much weight, the cache may hold; {@link Long#MAX_VALUE} when it is unbounded. */
  long maximumSize();

  /** What all entries weigh together; their number without a weigher. */
  long weight();

  /** Whether the next new entry makes another one leave. */
  default boolean isFull() {
    return weight() >= maximumSize();
  }

  /** The cache at a glance. */
  CacheInfo info();

  // -- reading

  /** The value, or null; counted as hit or miss. Never loads, not even in a read-through cache. */
  @Nullable
  V getIfPresent(K key);

  /** The value that {@link #get(Object)} gives, or {@code other}, which is not kept. */
  default V getOrDefault(K key, V other) {
    V value = get(key);
    return value == null ? other : value;
  }

  /**
   * The value that {@link #get(Object)} gives.
   *
   * @throws NoSuchElementException when there is none
   */
  default V getOrThrow(K key) {
    V value = get(key);
    if (value == null) {
      throw new NoSuchElementException("cache \"" + getName() + "\" has no entry for this key");
    }
    return value;
  }

  /**
   * The value, made by the function when there is none. The function is called once, however many threads ask; the others wait, and
   * get what it brought, or the very exception that it threw. An exception is not kept: the next one to ask calls again. A put or
   * removal of the key meanwhile wins: what the function brings is then given to those who wait, and not kept.
   *
   * <p>The function runs without any lock, alone with its key: it may use all other keys. It comes in place of a read-through
   * cache's loader. The value is not written through, and no put in the statistics.
   *
   * @return null when the function gave null, which is not kept
   */
  @Nullable
  V get(K key, Function<? super K, ? extends @Nullable V> function);

  /** The same; a new entry lives so long. */
  @Nullable
  V get(K key, Function<? super K, ? extends @Nullable V> function, Duration timeToLive);

  /**
   * The same on a thread of the provider's. Whoever asks while the call is under way shares it; a failure is the future's, and not
   * kept. Cancelling the future ends neither the call nor others' futures.
   */
  CompletableFuture<@Nullable V> getAsync(
      K key, Function<? super K, ? extends @Nullable V> function);

  /** The same on a thread of yours. */
  CompletableFuture<@Nullable V> getAsync(
      K key, Function<? super K, ? extends @Nullable V> function, Executor executor);

  /**
   * What the cache is told to remember and refresh, for those who load values themselves.
   *
   * @return empty unless {@code callers-load} is {@code true}, and one of {@code refresh-after}, {@code stale-if-error} and {@code
   *     negative-ttl} is set
   */
  Optional<CallerLoads<K, V>> callerLoads();

  /** Those of the keys that are there, in the order of asking. Each counts as hit or miss; nothing is loaded. */
  Map<K, V> getAllPresent(Collection<? extends K> keys);

  /** The entries that pass, each a hit. O(size). */
  Map<K, V> getAll(KeyFilter<? super K> filter);

  // -- writing

  /** The value that is there; the given one, which is then stored, when there is none. */
  default V getOrPut(K key, V value) {
    V before = asMap().putIfAbsent(key, value);
    return before == null ? value : before;
  }

  /** The same; a new entry lives so long, one that is there keeps its time. */
  V getOrPut(K key, V value, Duration timeToLive);

  /** Removes the entry and gives its value, or {@code other} when there is none. */
  default V getAndRemoveOrDefault(K key, V other) {
    V value = getAndRemove(key);
    return value == null ? other : value;
  }

  /**
   * Moves the entry to another key, in place of what is there, with the time that it has still to live and its tags. To a writer
   * that is a write and a delete, to listeners an entry that comes and one that goes.
   *
   * @return false when there was no entry, and nothing was done
   */
  boolean rename(K key, K newKey);

  // -- with a time to live of its own
  //
  // In a cache with a time to idle, each use still gives the entry that time.

  /**
   * Stores a value that lives so long, whatever the cache's own rules are.
   *
   * @throws IllegalArgumentException when the time is not positive
   */
  void put(K key, V value, Duration timeToLive);

  /** Stores a value that lives until then. When that is over, there is no entry afterwards. */
  void put(K key, V value, Instant expiresAt);

  /** Stores key and value of the entry until its deadline, or for ever when it has none. The rest of it is not looked at. */
  void put(CacheEntry<? extends K, ? extends V> entry);

  /** Stores a value that lives so long, if there is none; one that is there keeps its time. */
  boolean putIfAbsent(K key, V value, Duration timeToLive);

  /** Stores all; each entry lives so long. */
  void putAll(Map<? extends K, ? extends V> entries, Duration timeToLive);

  /** Stores those whose keys are not there; each lives so long. Returns how many that were. */
  int putAllIfAbsent(Map<? extends K, ? extends V> entries, Duration timeToLive);

  /** Stores those whose keys are not there. Returns how many that were. */
  default int putAllIfAbsent(Map<? extends K, ? extends V> entries) {
    int added = 0;
    for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
      added += putIfAbsent(entry.getKey(), entry.getValue()) ? 1 : 0;
    }
    return added;
  }

  /**
   * Lets a live entry live so long from now on. No access, no event.
   *
   * @return whether there is one
   * @throws IllegalArgumentException when the time is not positive
   */
  boolean expireAfter(K key, Duration timeToLive);

  /** Lets a live entry live until then; when that is over, it expires at once. Returns whether there was one. */
  boolean expireAt(K key, Instant expiresAt);

  /** Lets a live entry live for ever. Returns whether there is one. */
  boolean persist(K key);

  /** Adds to the time that a live entry has still to live; a negative time shortens it. An eternal entry stays so. Returns whether there is one. */
  boolean bump(K key, Duration time);

  /** What the entry has still to live; empty when it is eternal, or not there ({@code containsKey} tells). */
  Optional<Duration> timeToLive(K key);

  /** When the entry's time will be up; empty when it is eternal, or not there. By the system's clock as it goes now. */
  Optional<Instant> expiresAt(K key);

  /** Whether there is no live entry. */
  boolean isExpired(K key);

  /** Whether there is no live entry, or it will have expired then. */
  boolean isExpired(K key, Instant at);

  /** When each live entry expires; eternal ones are left out. O(size). */
  Map<K, Instant> expiryTimes();

  /** Drops what has expired, which else happens within a second; returns how many that were. O(size). */
  long purgeExpired();

  // -- removing many

  /** Removes the entries that pass, as {@link #removeAll(Set)} does: written through, with events. Returns how many. O(size). */
  int removeAll(KeyFilter<? super K> filter);

  /** Removes the entries whose key and value pass; one that was changed meanwhile stays. Returns how many. O(size). */
  int removeIf(BiPredicate<? super K, ? super V> test);

  // -- groups

  /**
   * Stores a value whose entry has these tags, and no others.
   *
   * @param tags any words; each is a group of entries that can be removed together
   */
  void putTagged(K key, V value, String... tags);

  /** Gives a live entry further tags; returns whether there is one. They go when it leaves, and stay when it gets another value. */
  boolean tag(K key, String... tags);

  /** The tags of an entry. */
  Set<String> tags(K key);

  /** Removes all entries that have the tag, as {@link #removeAll(Set)} does. Returns how many. O(their number). */
  int removeTagged(String tag);

  // -- room

  /**
   * Drops what has expired; and if the cache is full then, evicts what is least worth keeping, until there is room for one more.
   *
   * @return how many entries left
   */
  long evict();

  /**
   * The entry that would be evicted next. Exact for LRU, MRU, LFU, FIFO, LIFO and RANDOM in a cache of fewer than 4,096 entries; else
   * a good guess. Empty when there is none, or the cache was made unbounded with the default policy, which then keeps no order.
   */
  Optional<Entry<K, V>> peekVictim();

  /** Takes that entry out. To a removal listener it is {@link RemovalCause#EXPLICIT}; not written through, no JCache event. */
  Optional<Entry<K, V>> popVictim();

  /** The keys that would leave last, the very last first. As exact as {@link #peekVictim}. O(size · log size). */
  List<K> hottest(int limit);

  /** The keys that would leave first, in that order. Costs the same. */
  List<K> coldest(int limit);

  /**
   * Changes the cache while it is used. All arguments are checked first; entries that are there keep their deadlines.
   *
   * @throws IllegalArgumentException when the changes contradict each other; nothing is changed then
   * @throws IllegalStateException when a bound is asked of a cache that was made unbounded with the default policy, and so keeps no order
   */
  void reconfigure(Consumer<? super Reconfiguration> change);

  // -- views and copies

  /**
   * The cache as a map, without a copy. Reads never load; {@code computeIfAbsent} is {@link #get(Object, Function)}, {@code compute}
   * and {@code merge} are atomic. Iteration is weakly consistent, leaves out what has expired, and counts nothing. Writes are those of
   * the cache, with writer and events.
   */
  ConcurrentMap<K, V> asMap();

  /** A copy of all live entries at about one time; counts nothing. O(size). */
  Map<K, V> toMap();

  /**
   * Puts all live entries into another cache; into a Larder cache with the time that they have still to live, if they have an end, so
   * that eternal ones live as the other cache has it. O(size).
   */
  void copyTo(Cache<? super K, ? super V> target);

  /**
   * Writes all live entries into a file: keys, values, deadlines and tags, by Java serialization, each with a checksum. The file
   * appears when all is written, in place of one that was there; when it fails, nothing does. O(size).
   *
   * @return how many entries were written
   * @throws IOException when the file cannot be written
   * @throws javax.cache.CacheException when a key or value cannot be serialized
   */
  long dump(Path file) throws IOException;

  /**
   * Puts back what {@link #dump} wrote, over what is there, not written through. What has expired since is left out. A file that is
   * damaged gives back what is intact, and the report says what is not.
   *
   * @throws IOException when the file cannot be read, or is no such file
   */
  RestoreReport restore(Path file) throws IOException;

  // -- looking in

  /** What is known of a live entry; empty when there is none. Counts nothing. */
  Optional<CacheEntry<K, V>> entry(K key);

  /** Why the key is there, or is not. Counts nothing. */
  Explanation explain(K key);

  /**
   * From now on keeps of each entry when it was created, changed and read, and how often; and of the last 1,024 departures why they
   * left. Costs a look-up more at each read, and makes each write take the longer way that JCache's listeners need.
   */
  Registration keepHistory();

  /**
   * What the cache's size is worth: the hit ratio that it has, what it would have at an eighth of its size to eight times as large, and
   * what to do about it, in words. Known while statistics are on, unless {@code advice = false}: a sample of the keys is played through
   * small copies of the cache, in a few hundred kilobytes. Costs some milliseconds at most.
   */
  Advice advice();

  /** The counts, and their switches. */
  CacheStatistics stats();

  /** Each setting with the value that counts and where it was said, in the order of the documentation. */
  List<EffectiveSetting> effectiveSettings();

  // -- being told

  /** Tells the listener of each entry that leaves, whatever the cause. Costs a little at each replacement and removal from then on. */
  Registration onRemoval(RemovalListener<? super K, ? super V> listener);

  /**
   * Tells of each {@code get} and {@code getAll}, after it, on the reading thread. What the hook throws is logged and counted.
   *
   * @param hook gets the key, and the value or null
   */
  Registration onGet(ReadHook<? super K, ? super V> hook);

  /**
   * Tells of each value that is stored, be it put or loaded, after it, while the key is held. What the hook throws is logged and
   * counted. Makes each write take the longer way that JCache's listeners need.
   *
   * @param hook gets the key, the new value, and the old one or null
   */
  Registration onPut(WriteHook<? super K, ? super V> hook);

  /**
   * For development: watches a cache that stores by reference for values that somebody changes while they are in it, and reports each
   * once, with the stack of who had been handed the value before. Costs a serialization at each read and write.
   *
   * @param report told on the thread that notices
   * @throws IllegalStateException in a cache that stores by value, where nobody can
   */
  Registration guardMutations(Consumer<? super MutationReport> report);

  /** See {@link #onGet}. */
  @FunctionalInterface
  interface ReadHook<K, V> {
    /** The key was asked for; the value is null when there was none. */
    void onGet(K key, @Nullable V value);
  }

  /** See {@link #onPut}. */
  @FunctionalInterface
  interface WriteHook<K, V> {
    /** The key has this value now; the old one is null when there was none. */
    void onPut(K key, V value, @Nullable V oldValue);
  }
}
