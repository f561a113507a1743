package dev.larder.internal.cache;

import dev.larder.internal.copy.Copier;
import dev.larder.internal.copy.Serializer;
import dev.larder.internal.core.Deadlines;
import dev.larder.internal.core.Shadow;
import dev.larder.internal.core.Upkeep;
import dev.larder.internal.management.SwitchableStatistics;
import dev.larder.internal.management.WatchedTier;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.jspecify.annotations.Nullable;

/** What a cache offers beyond JCache, by topic. Made when somebody first asks for any of it. Thread-safe. */
public final class Extras<K, V> {
  private static final int WEIGHED = 64;

  private final Contents<K, V> contents;
  private final Runnable requireOpen;
  private final Services services;
  private final Removals<K, V> removals;
  private final Hooks<K, V> hooks;
  private final Lifetimes<K, V> lifetimes;
  private final Computations<K, V> computations;
  private final Selections<K, V> selections;
  private final Tagging<K, V> tagging;
  private final CallersLoads<K, V> callersLoads;
  private final BooleanSupplier isClosed;

  Extras(
      Contents<K, V> contents,
      Reads<K, V> reads,
      Runnable requireOpen,
      BooleanSupplier isClosed,
      Services services) {
    this(
        contents,
        reads,
        requireOpen,
        isClosed,
        services,
        new Removals<>(contents),
        new Hooks<>(contents.name()),
        new Tags<>(contents.table()));
  }

  private Extras(
      Contents<K, V> contents,
      Reads<K, V> reads,
      Runnable requireOpen,
      BooleanSupplier isClosed,
      Services services,
      Removals<K, V> removals,
      Hooks<K, V> hooks,
      Tags<K> tags) {
    this.contents = contents;
    this.requireOpen = requireOpen;
    this.isClosed = isClosed;
    this.services = services;
    this.removals = removals;
    this.hooks = hooks;
    this.lifetimes = new Lifetimes<>(contents, requireOpen, services.ticker());
    this.computations = new Computations<>(contents, reads, requireOpen, services.loads());
    this.selections = new Selections<>(contents, reads, requireOpen);
    this.tagging = new Tagging<>(contents, selections, removals, tags, requireOpen);
    this.callersLoads = new CallersLoads<>(
        contents,
        reads,
        requireOpen,
        new Refreshing<>(contents, Loads.of(contents), services.executor(), isClosed),
        services.ticker());
  }

  /** The same for changed contents; whoever listens goes on to. */
  Extras<K, V> with(Contents<K, V> changed, Reads<K, V> otherReads) {
    return new Extras<>(
        changed, otherReads, requireOpen, isClosed, services, removals, hooks, tagging.tags());
  }

  /** Entries that say themselves how long they live. */
  public Lifetimes<K, V> lifetimes() {
    return lifetimes;
  }

  /** Values made by the caller's functions. */
  public Computations<K, V> computations() {
    return computations;
  }

  /** Values loaded by the callers themselves. */
  public CallersLoads<K, V> callersLoads() {
    return callersLoads;
  }

  /** Many entries at a time. */
  public Selections<K, V> selections() {
    return selections;
  }

  /** Groups of entries. */
  public Tagging<K, V> tagging() {
    return tagging;
  }

  /** What was written to a file, by this serializer. */
  public Dumps<K, V> dumps(Serializer serializer) {
    requireOpen.run();
    return new Dumps<>(contents, tagging, serializer, services.timeOfDay());
  }

  /** What is below the heap; null when nothing is. */
  public @Nullable WatchedTier tier() {
    return contents.tiering() == null ? null : contents.tiering().tier();
  }

  /** Whether what is below the heap has a live entry. */
  public boolean isBelow(K key) {
    Tiering<K> tiering = contents.tiering();
    return tiering != null && tiering.has(key, contents.values());
  }

  /** Who is told of what leaves. */
  public Removals<K, V> removals() {
    return removals;
  }

  /** Who is told of reads. */
  public Hooks<K, V> hooks() {
    return hooks;
  }

  /** Who leaves next, and the bound. */
  public Upkeep<K, Object> upkeep() {
    requireOpen.run();
    return new Upkeep<>(contents.table());
  }

  /** What is known of single entries. */
  public Deadlines<K, Object> deadlines() {
    requireOpen.run();
    return new Deadlines<>(contents.table());
  }

  /** Walks over the live entries as a map has it: no hits, no accesses. */
  public Iterator<Map.Entry<K, V>> entries() {
    requireOpen.run();
    return new MapEntries<>(contents, Writes.of(contents), requireOpen);
  }

  /** Registers a listener that {@code getConfiguration} does not show. */
  public void listen(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen.run();
    contents.events().register(listener);
  }

  /** Ends that. */
  public void unlisten(CacheEntryListenerConfiguration<K, V> listener) {
    contents.events().deregister(listener);
  }

  /** Refuses null and wrong types. */
  public K checkedKey(K key) {
    requireOpen.run();
    contents.arguments().key(key);
    return key;
  }

  /** How the cache keeps its values apart from its callers'. */
  public Copier<V> values() {
    return contents.values();
  }

  /** How the cache keeps its keys apart from its callers'. */
  public Copier<K> keys() {
    return contents.keys();
  }

  /** The counts. */
  public SwitchableStatistics statistics() {
    return contents.statistics();
  }

  /** How many entries were dropped because their time was up, since the cache was made. */
  public long expirations() {
    return contents.table().expirations();
  }

  /** Where work is done that nobody waits for. */
  public Executor executor() {
    return services.loads();
  }

  /** The time of day. */
  public Instant now() {
    return services.timeOfDay().instant();
  }

  /** Drops what has expired. */
  public long purge() {
    requireOpen.run();
    return contents.sweep();
  }

  /** What is known of other sizes; null when nobody tries to find out. */
  public @Nullable Shadow shadow() {
    requireOpen.run();
    return contents.table().shadow();
  }

  /** What an entry takes of the heap on average, by an estimate from a few of them; 0 when there is none. */
  public double meanBytes() {
    var cursor = contents.table().cursor();
    long bytes = 0;
    int seen = 0;
    while (seen < WEIGHED && cursor.advance()) {
      bytes += Stamped.bytes(cursor.key(), cursor.value());
      seen++;
    }
    return seen == 0 ? 0 : (double) bytes / seen;
  }

  /** The weight of all entries; their number without a weigher. */
  public long weight() {
    requireOpen.run();
    return contents.table().weight();
  }
}
