package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Settings;
import dev.larder.internal.copy.Copier;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.expiry.ExpiryRules;
import dev.larder.internal.management.CacheMBeans;
import dev.larder.tier.Tier;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * A JCache cache: refuses what is closed, null or of the wrong type, in this order, and hands the rest on. Thread-safe.
 *
 * <p>Reads take no lock. A write waits only for another write of the same key that runs user code (a loader, writer, processor or
 * synchronous listener); no user code runs under a lock.
 */
public class CacheFront<K, V> implements Cache<K, V> {
  private final CacheManager manager;
  private final String name;
  private final AtomicReference<MutableConfiguration<K, V>> configuration;
  private final Arguments arguments;
  private final ExpiryRules configuredExpiry;

  /*
   * The chapters. Changed together when the cache is reconfigured; each is immutable and at one with itself, so that threads may
   * see the change one after the other. Plain: every operation looks at `closed` first, a volatile read; and they are set before the
   * cache is started, which synchronizes, so before anybody has it.
   */
  private Contents<K, V> contents;
  private Reads<K, V> reads;
  private Writes<K, V> writes;
  private BulkWrites<K, V> bulkWrites;
  private Invocations<K, V> invocations;
  private BackgroundLoads<K, V> backgroundLoads;

  private Times times;

  /** Null until somebody asks for more than JCache. */
  private volatile @Nullable Extras<K, V> extras;

  private final CacheMBeans beans;
  private final Services services;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes a cache that nobody knows yet: {@link #start} puts it into operation. User code runs: the factories.
   *
   * @throws javax.cache.CacheException when a factory fails
   */
  @SuppressWarnings(
      "this-escape") // as the source of events, which there are none of before the cache is
  // returned
  protected CacheFront(
      CacheManager manager,
      CacheSettings<K, V> settings,
      Services shared,
      ClassLoader classLoader) {
    this.manager = manager;
    // Before all else: while it is put together, factories that fail are reported by the name of
    // the cache.
    this.name = settings.name();
    this.services = shared.withResolution(settings.get(Settings.TIME_RESOLUTION));
    this.configuration = new AtomicReference<>(settings.configuration());
    this.contents = Assembly.of(settings, this, services, classLoader);
    // Not only when it is started: others may find it before.
    services.ticker().attach(contents.table());
    this.arguments = contents.arguments();
    this.configuredExpiry = contents.expiry();
    this.times = Times.of(settings, services.ticker());
    Loads<K, V> loads = Loads.of(contents);
    this.reads = plainReads(contents, loads);
    this.writes = Writes.of(contents);
    this.bulkWrites = new BulkWrites<>(contents, writes);
    this.invocations = Invocations.of(contents);
    this.backgroundLoads =
        new BackgroundLoads<>(contents, loads, this::requireOpen, services.loads());
    this.beans = new CacheMBeans(
        manager.getURI(), settings.name(), this::settings, contents.statistics().bean());
  }

  /** Null, unless values are refreshed by the loader. */
  private @Nullable Refreshing<K, V> refreshing(Contents<K, V> read, Loads<K, V> loads) {
    return times.refreshAfter().isEmpty() || !read.readThrough()
        ? null
        : new Refreshing<>(read, loads, services.executor(), this::isClosed);
  }

  /** Begins to sweep, to count and to show itself, as configured. */
  public final void start() {
    startSweeping();
    enableStatistics(settings().isStatisticsEnabled());
    enableManagement(settings().isManagementEnabled());
  }

  /** The same for a cache that no manager lists: it counts, and shows itself to nobody. */
  public final void startUnlisted() {
    startSweeping();
    contents.statistics().enable(true);
  }

  private void startSweeping() {
    services.sweeper().add(contents.table());
    contents.memory().start(services.sweeper());
    if (isClosed()) {
      // It was closed before it was started; then nobody else takes the table away again.
      services.sweeper().remove(contents.table());
      contents.memory().close(services.sweeper());
    }
  }

  /** Turns counting on or off, and shows or hides the statistics bean. */
  public final void enableStatistics(boolean enabled) {
    reconfigure(change -> change.setStatisticsEnabled(enabled));
    contents.statistics().enable(enabled);
    beans.showStatistics(enabled);
  }

  /** Shows or hides the configuration bean. */
  public final void enableManagement(boolean enabled) {
    reconfigure(change -> change.setManagementEnabled(enabled));
    beans.showConfiguration(enabled);
  }

  // -- more than JCache

  /** What there is beyond JCache. */
  protected final Extras<K, V> extras() {
    Extras<K, V> present = extras;
    return present != null ? present : makeExtras();
  }

  private synchronized Extras<K, V> makeExtras() {
    if (extras == null) {
      extras = new Extras<>(
          contents,
          plainReads(contents, Loads.of(contents)),
          this::requireOpen,
          this::isClosed,
          services);
      if (contents.expiry().isEternal()) {
        // From now on an entry may have got a time of its own: then a put without one makes it
        // eternal again.
        install(contents.with(
            ExpiryRules.lasting(name, ExpiryRules.ETERNAL), contents.uses(), contents.values()));
      }
    }
    return requireNonNull(extras, "made above");
  }

  private Reads<K, V> plainReads(Contents<K, V> read, Loads<K, V> loads) {
    Tiering<K> tiering = read.tiering();
    return tiering == null
        ? new Reads<>(read, loads, refreshing(read, loads))
        : new TieredReads<>(read, tiering, loads, refreshing(read, loads), services.ticker(), null);
  }

  private Reads<K, V> reads(Contents<K, V> read, Loads<K, V> loads, Hooks<K, V> hooks) {
    Tiering<K> tiering = read.tiering();
    if (!hooks.isUsed()) {
      return plainReads(read, loads);
    }
    return tiering == null
        ? new HookedReads<>(read, loads, refreshing(read, loads), hooks)
        : new TieredReads<>(
            read, tiering, loads, refreshing(read, loads), services.ticker(), hooks);
  }

  /**
   * Gives entries that are stored from now on other times; those that are there keep theirs.
   *
   * @throws IllegalStateException when it shall have both times, and was made without: its values then have no room for the second
   */
  protected final synchronized void changeTimes(
      UnaryOperator<Optional<Duration>> toLive, UnaryOperator<Optional<Duration>> toIdle) {
    requireOpen();
    Times wanted = times.with(toLive.apply(times.toLive()), toIdle.apply(times.toIdle()));
    if (wanted.hasTwoDeadlines() && !(contents.values() instanceof Stamps)) {
      throw new IllegalStateException("cache \"" + name
          + "\" was made without both a time to live and a time to idle, so it cannot get both; create it with both, or call"
          + " eternal() before the one that you want");
    }
    times = wanted;
    reconfigure(change ->
        change.setExpiryPolicyFactory(CacheSettings.shown(wanted.toLive(), wanted.toIdle())));
    install(wanted.applied(contents));
  }

  private void install(Contents<K, V> changed) {
    Loads<K, V> loads = Loads.of(changed);
    Extras<K, V> before = extras();
    contents = changed;
    changed.tellLifetimes();
    writes = Writes.of(changed);
    bulkWrites = new BulkWrites<>(changed, writes);
    invocations = Invocations.of(changed);
    backgroundLoads = new BackgroundLoads<>(changed, loads, this::requireOpen, services.loads());
    extras = before.with(changed, plainReads(changed, loads));
    reads = reads(changed, loads, before.hooks());
  }

  /** Tells the reader of each read from now on; until somebody wants that, reads do not even look whether somebody does. */
  protected final synchronized void hookReads(Hooks.Reader<? super K, ? super V> reader) {
    requireOpen();
    Hooks<K, V> hooks = extras().hooks();
    hooks.add(reader);
    reads = reads(contents, Loads.of(contents), hooks);
  }

  /** Tells the reader no longer. */
  protected final synchronized void unhookReads(Hooks.Reader<? super K, ? super V> reader) {
    Hooks<K, V> hooks = extras().hooks();
    hooks.remove(reader);
    reads = reads(contents, Loads.of(contents), hooks);
  }

  private void reconfigure(UnaryOperator<MutableConfiguration<K, V>> change) {
    configuration.updateAndGet(before -> change.apply(new MutableConfiguration<>(before)));
  }

  private MutableConfiguration<K, V> settings() {
    return requireNonNull(configuration.get(), "configuration");
  }

  /** Refuses, when the cache is closed. */
  protected final void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException(
          "cache \"" + name + "\" is closed; get or create it again from its CacheManager");
    }
  }

  // -- reading

  @Override
  @SuppressWarnings("NullAway") // null says "none"; JCache is not annotated
  public @Nullable V get(K key) {
    requireOpen();
    arguments.key(key);
    return reads.get(key);
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    requireOpen();
    arguments.keys(keys);
    return reads.getAll(keys);
  }

  @Override
  public boolean containsKey(K key) {
    requireOpen();
    arguments.key(key);
    return reads.containsKey(key);
  }

  @Override
  public Iterator<Entry<K, V>> iterator() {
    requireOpen();
    return new LiveEntries<>(contents, writes, this::requireOpen);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys, boolean replaceExistingValues, @Nullable CompletionListener listener) {
    requireOpen();
    arguments.keys(keys);
    backgroundLoads.start(keys, replaceExistingValues, listener);
  }

  // -- writing

  @Override
  public void put(K key, V value) {
    store(Mutation.PUT, key, value);
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable V getAndPut(K key, V value) {
    return read(store(Mutation.GET_AND_PUT, key, value));
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return store(Mutation.PUT_IF_ABSENT, key, value) == null;
  }

  @Override
  public boolean replace(K key, V value) {
    return store(Mutation.REPLACE, key, value) != null;
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable V getAndReplace(K key, V value) {
    return read(store(Mutation.REPLACE, key, value));
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    requireOpen();
    arguments.key(key);
    arguments.value(oldValue, "oldValue");
    arguments.value(newValue, "newValue");
    return timedPut(Mutation.REPLACE_IF_EQUAL, key, newValue, oldValue) != null;
  }

  @Override
  public boolean remove(K key) {
    return drop(Mutation.REMOVE, key) != null;
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable V getAndRemove(K key) {
    return read(drop(Mutation.GET_AND_REMOVE, key));
  }

  @Override
  public boolean remove(K key, V oldValue) {
    requireOpen();
    arguments.key(key);
    arguments.value(oldValue, "oldValue");
    return timedRemove(Mutation.REMOVE_IF_EQUAL, key, oldValue) != null;
  }

  private @Nullable Object store(Mutation mutation, K key, V value) {
    requireOpen();
    arguments.key(key);
    arguments.value(value, "value");
    return timedPut(mutation, key, value, null);
  }

  private @Nullable Object timedPut(Mutation mutation, K key, V value, @Nullable V expected) {
    long start = contents.statistics().startNanos();
    Object before = writes.apply(mutation, key, value, expected);
    contents.statistics().recordPutTime(start);
    return before;
  }

  private @Nullable Object drop(Mutation mutation, K key) {
    requireOpen();
    arguments.key(key);
    return timedRemove(mutation, key, null);
  }

  private @Nullable Object timedRemove(Mutation mutation, K key, @Nullable V expected) {
    long start = contents.statistics().startNanos();
    Object before = writes.apply(mutation, key, null, expected);
    contents.statistics().recordRemoveTime(start);
    return before;
  }

  private @Nullable V read(@Nullable Object stored) {
    return stored == null ? null : contents.values().read(stored);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    requireOpen();
    arguments.entries(map);
    long start = contents.statistics().startNanos();
    bulkWrites.putAll(map);
    contents.statistics().recordPutTime(start);
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    requireOpen();
    arguments.keys(keys);
    long start = contents.statistics().startNanos();
    bulkWrites.removeAll(keys);
    contents.statistics().recordRemoveTime(start);
  }

  @Override
  public void removeAll() {
    requireOpen();
    bulkWrites.removeAll();
  }

  @Override
  public void clear() {
    requireOpen();
    Tiering<K> tiering = contents.tiering();
    if (tiering != null) {
      tiering.clear();
    }
    contents.table().clear();
    contents.memory().clear();
  }

  @Override
  @SuppressWarnings("NullAway")
  public <T> @Nullable T invoke(
      K key, EntryProcessor<K, V, T> entryProcessor, @Nullable Object... arguments) {
    requireOpen();
    this.arguments.key(key);
    requireNonNull(entryProcessor, "entryProcessor");
    return invocations.invoke(key, entryProcessor, arguments);
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys,
      EntryProcessor<K, V, T> entryProcessor,
      @Nullable Object... arguments) {
    requireOpen();
    this.arguments.keys(keys);
    requireNonNull(entryProcessor, "entryProcessor");
    return invocations.invokeAll(keys, entryProcessor, arguments);
  }

  // -- being a cache

  @Override
  public String getName() {
    return name;
  }

  @Override
  public CacheManager getCacheManager() {
    return manager;
  }

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    return Unwrapping.unwrap(new MutableConfiguration<>(settings()), type);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    contents.events().register(listener);
    reconfigure(change -> change.addCacheEntryListenerConfiguration(listener));
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    requireOpen();
    contents.events().deregister(listener);
    reconfigure(change -> change.removeCacheEntryListenerConfiguration(listener));
  }

  @Override
  public void close() {
    close(Tier::close);
  }

  /** Closes the cache, and removes what a tier has kept for it. */
  public final void destroy() {
    close(Tier::destroy);
  }

  private void close(Consumer<Tier> leaving) {
    if (closed.compareAndSet(false, true)) {
      onClose();
      beans.close();
      services.sweeper().remove(contents.table());
      services.ticker().detach(contents.table());
      contents.memory().close(services.sweeper());
      Assembly.close(contents.events(), contents.loader(), contents.writer(), configuredExpiry);
      closeExtras();
      Tiering<K> tiering = contents.tiering();
      if (tiering != null) {
        leaving.accept(tiering.tier());
      }
      contents.table().clear();
    }
  }

  private void closeExtras() {
    Extras<K, V> present = extras;
    if (present != null) {
      present.removals().close();
    }
  }

  /** Called once, when the cache has been closed: the manager forgets it. */
  protected void onClose() {}

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  /** The entries themselves. */
  protected final StripedTable<K, Object> table() {
    return contents.table();
  }

  /** How the cache keeps its values apart from its callers'. */
  protected final Copier<V> values() {
    return contents.values();
  }

  /** How many entries there are now, some of them expired perhaps. O(stripes). */
  protected long entries() {
    requireOpen();
    Tiering<K> tiering = contents.tiering();
    return tiering == null ? contents.table().size() : tiering.tier().size();
  }

  @Override
  public String toString() {
    return "cache \"" + name + "\" ("
        + (isClosed() ? "closed" : contents.table().size() + " entries") + ")";
  }
}
