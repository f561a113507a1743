package dev.larder;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.cache.CacheFront;
import dev.larder.internal.cache.Dumps;
import dev.larder.internal.cache.Extras;
import dev.larder.internal.cache.Hooks;
import dev.larder.internal.cache.Removals;
import dev.larder.internal.cache.Services;
import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Settings;
import dev.larder.internal.copy.Copiers;
import dev.larder.internal.copy.Serializer;
import dev.larder.internal.core.Deadlines;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** A cache as its manager hands it out: hands what goes beyond JCache to the class of its topic. */
class ManagedCache<K, V> extends CacheFront<K, V> implements LarderCache<K, V> {
  private final LarderCacheManager manager;
  /** Written by whoever has the lock of {@link #changes}. */
  private volatile CacheSettings<K, V> settings;

  private final Instant created;
  private final MapView<K, V> map = new MapView<>(this, this::extras);
  private final Inspection<K, V> inspection = new Inspection<>(this, this::extras);
  private final Changes<K, V> changes = new Changes<>(this, this::extras);

  ManagedCache(
      LarderCacheManager manager,
      CacheSettings<K, V> settings,
      Services services,
      ClassLoader classLoader) {
    super(manager, settings, services, classLoader);
    this.manager = manager;
    this.created = services.timeOfDay().instant();
    this.settings = settings;
  }

  /** All that is set, and where. */
  CacheSettings<K, V> settings() {
    return settings;
  }

  @Override
  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    CompleteConfiguration<K, V> now = super.getConfiguration(CompleteConfiguration.class);
    Class<?> asked = type;
    return asked == LarderConfiguration.class
        ? type.cast(new LarderConfiguration<>(settings, now))
        : super.getConfiguration(type);
  }

  @Override
  protected void onClose() {
    manager.forget(this);
  }

  /** For tests: the sweep that else comes by itself. */
  void sweep() {
    table().sweep();
  }

  /** For tests: that the table is whole, and no key held, while nobody uses the cache. */
  void checkConsistency() {
    table().checkConsistency();
  }

  // -- how much there is

  @Override
  public long size() {
    return entries();
  }

  @Override
  public long maximumSize() {
    return new Upkeep<>(table()).maximum();
  }

  @Override
  public long weight() {
    return extras().weight();
  }

  @Override
  public CacheInfo info() {
    Instant now = extras().now();
    return new CacheInfo(
        getName(),
        EvictionPolicy.valueOf(table().order().name()),
        maximumSize(),
        size(),
        weight(),
        isByValue(),
        created,
        Duration.between(created, now),
        inspection.lastRead(),
        inspection.lastChange(),
        stats().snapshot());
  }

  @SuppressWarnings("unchecked")
  private boolean isByValue() {
    return getConfiguration(Configuration.class).isStoreByValue();
  }

  // -- reading

  @Override
  public @Nullable V getIfPresent(K key) {
    return extras().selections().getPresent(key);
  }

  @Override
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> function) {
    return extras().computations().get(key, function, Lifetime.UNCHANGED);
  }

  @Override
  public @Nullable V get(
      K key, Function<? super K, ? extends @Nullable V> function, Duration timeToLive) {
    return extras().computations().get(key, function, Spans.nanos(timeToLive, "timeToLive"));
  }

  @Override
  public CompletableFuture<@Nullable V> getAsync(
      K key, Function<? super K, ? extends @Nullable V> function) {
    return extras().computations().getAsync(key, function, null);
  }

  @Override
  public CompletableFuture<@Nullable V> getAsync(
      K key, Function<? super K, ? extends @Nullable V> function, Executor executor) {
    return extras().computations().getAsync(key, function, requireNonNull(executor, "executor"));
  }

  @Override
  public Optional<CallerLoads<K, V>> callerLoads() {
    boolean remembers = settings.get(Settings.REFRESH_AFTER).isPresent()
        || settings.get(Settings.STALE_IF_ERROR).isPresent()
        || settings.get(Settings.NEGATIVE_TTL).isPresent();
    return settings.get(Settings.CALLERS_LOAD) && remembers
        ? Optional.of(new CallerLoading<>(() -> extras().callersLoads()))
        : Optional.empty();
  }

  @Override
  public Map<K, V> getAllPresent(Collection<? extends K> keys) {
    return extras().selections().getAllPresent(requireNonNull(keys, "keys"));
  }

  @Override
  public Map<K, V> getAll(KeyFilter<? super K> filter) {
    requireNonNull(filter, "filter");
    Extras<K, V> now = extras();
    return now.selections().getAll(key -> matches(filter, key, now));
  }

  private static <K> boolean matches(KeyFilter<? super K> filter, K key, Extras<K, ?> now) {
    return filter.matches(key, tag -> now.tagging().of(key).contains(tag));
  }

  // -- writing

  @Override
  public V getOrPut(K key, V value, Duration timeToLive) {
    V before = extras().lifetimes().getElsePut(key, value, Spans.nanos(timeToLive, "timeToLive"));
    return before == null ? value : before;
  }

  @Override
  public boolean rename(K key, K newKey) {
    Set<String> tags = tags(key);
    boolean renamed = extras().selections().rename(key, newKey);
    if (renamed && !tags.isEmpty()) {
      extras().tagging().tag(newKey, tags, false);
    }
    return renamed;
  }

  // -- with a time to live of its own

  @Override
  public void put(K key, V value, Duration timeToLive) {
    extras().lifetimes().put(key, value, Spans.nanos(timeToLive, "timeToLive"));
  }

  @Override
  public void put(K key, V value, Instant expiresAt) {
    extras().lifetimes().put(key, value, nanosUntil(expiresAt));
  }

  private long nanosUntil(Instant then) {
    return Spans.nanosUntil(then, extras().now());
  }

  @Override
  public void put(CacheEntry<? extends K, ? extends V> entry) {
    long lifetime = entry.expiresAt().map(this::nanosUntil).orElse(Lifetime.ETERNAL);
    extras().lifetimes().put(entry.key(), entry.value(), lifetime);
  }

  @Override
  public boolean putIfAbsent(K key, V value, Duration timeToLive) {
    return extras().lifetimes().putIfAbsent(key, value, Spans.nanos(timeToLive, "timeToLive"));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries, Duration timeToLive) {
    extras().lifetimes().putAll(entries, Spans.nanos(timeToLive, "timeToLive"));
  }

  @Override
  public int putAllIfAbsent(Map<? extends K, ? extends V> entries, Duration timeToLive) {
    return extras().lifetimes().putAllIfAbsent(entries, Spans.nanos(timeToLive, "timeToLive"));
  }

  @Override
  public boolean expireAfter(K key, Duration timeToLive) {
    return extras().lifetimes().set(key, Spans.nanos(timeToLive, "timeToLive"));
  }

  @Override
  public boolean expireAt(K key, Instant expiresAt) {
    return extras().lifetimes().set(key, nanosUntil(expiresAt));
  }

  @Override
  public boolean persist(K key) {
    return extras().lifetimes().set(key, Lifetime.ETERNAL);
  }

  @Override
  public boolean bump(K key, Duration time) {
    return extras().lifetimes().extend(key, Lifetime.of(requireNonNull(time, "time")));
  }

  @Override
  public Optional<Duration> timeToLive(K key) {
    return hasDeadline(extras().lifetimes().remaining(key)).map(Duration::ofNanos);
  }

  @Override
  public Optional<Instant> expiresAt(K key) {
    return hasDeadline(extras().lifetimes().remaining(key)).map(extras().now()::plusNanos);
  }

  private static Optional<Long> hasDeadline(long remaining) {
    return remaining == Deadlines.ABSENT || remaining == Lifetime.ETERNAL
        ? Optional.empty()
        : Optional.of(remaining);
  }

  @Override
  public boolean isExpired(K key) {
    return extras().lifetimes().remaining(key) == Deadlines.ABSENT;
  }

  @Override
  public boolean isExpired(K key, Instant at) {
    requireNonNull(at, "at");
    long remaining = extras().lifetimes().remaining(key);
    return remaining == Deadlines.ABSENT
        || (remaining != Lifetime.ETERNAL && !at.isBefore(extras().now().plusNanos(remaining)));
  }

  @Override
  public Map<K, Instant> expiryTimes() {
    Instant now = extras().now();
    Map<K, Instant> times = new LinkedHashMap<>();
    extras()
        .lifetimes()
        .remaining()
        .forEach((key, remaining) ->
            hasDeadline(remaining).ifPresent(nanos -> times.put(key, now.plusNanos(nanos))));
    return times;
  }

  @Override
  public long purgeExpired() {
    return extras().purge();
  }

  // -- removing many

  @Override
  public int removeAll(KeyFilter<? super K> filter) {
    requireNonNull(filter, "filter");
    Extras<K, V> now = extras();
    return now.selections().removeAll(key -> matches(filter, key, now));
  }

  @Override
  public int removeIf(BiPredicate<? super K, ? super V> test) {
    return extras().selections().removeIf(requireNonNull(test, "test"));
  }

  // -- groups

  @Override
  public void putTagged(K key, V value, String... tags) {
    List<String> wanted = List.of(tags);
    put(key, value);
    extras().tagging().tag(key, wanted, false);
  }

  @Override
  public boolean tag(K key, String... tags) {
    return extras().tagging().tag(key, List.of(tags), true);
  }

  @Override
  public Set<String> tags(K key) {
    return extras().tagging().of(key);
  }

  @Override
  public int removeTagged(String tag) {
    return extras().tagging().removeAll(requireNonNull(tag, "tag"));
  }

  // -- room

  @Override
  public long evict() {
    return changes.evict();
  }

  @Override
  public Optional<Cache.Entry<K, V>> peekVictim() {
    return leaving(extras().upkeep().peek());
  }

  @Override
  public Optional<Cache.Entry<K, V>> popVictim() {
    return leaving(extras().upkeep().pop());
  }

  private Optional<Cache.Entry<K, V>> leaving(Upkeep.@Nullable Leaving<K, Object> leaving) {
    return Optional.ofNullable(leaving)
        .map(row ->
            CacheEntry.of(extras().keys().copy(row.key()), extras().values().read(row.value())));
  }

  @Override
  public List<K> hottest(int limit) {
    return extras().upkeep().hottest(limit).stream().map(extras().keys()::copy).toList();
  }

  @Override
  public List<K> coldest(int limit) {
    return extras().upkeep().coldest(limit).stream().map(extras().keys()::copy).toList();
  }

  @Override
  public void reconfigure(Consumer<? super Reconfiguration> change) {
    requireOpen();
    Reconfiguration wanted = new Reconfiguration();
    requireNonNull(change, "change").accept(wanted);
    synchronized (changes) {
      boolean isWeighed = settings.get(Settings.MAXIMUM_WEIGHT).isPresent();
      CacheSettings<K, V> after = settings.changed(wanted.settings(isWeighed));
      changes.apply(wanted, this::changeTimes);
      settings = after;
    }
  }

  // -- views and copies

  @Override
  public ConcurrentMap<K, V> asMap() {
    return map;
  }

  @Override
  public Map<K, V> toMap() {
    return extras().selections().snapshot();
  }

  @Override
  public void copyTo(Cache<? super K, ? super V> target) {
    changes.copyTo(requireNonNull(target, "target"));
  }

  private Dumps<K, V> dumps() {
    List<String> allowed = settings.get(Settings.ALLOWED_CLASSES);
    ClassLoader loader = manager.getClassLoader();
    return extras()
        .dumps(
            allowed.isEmpty()
                ? new Serializer(loader)
                : new Serializer(loader, Copiers.allowing(allowed)));
  }

  @Override
  public long dump(Path file) throws IOException {
    return dumps().write(requireNonNull(file, "file"));
  }

  @Override
  public RestoreReport restore(Path file) throws IOException {
    var restored = dumps().read(requireNonNull(file, "file"));
    return new RestoreReport(restored.entries(), restored.expired(), restored.problems());
  }

  // -- looking in

  @Override
  public Optional<CacheEntry<K, V>> entry(K key) {
    return inspection.entry(key);
  }

  @Override
  public Explanation explain(K key) {
    return inspection.explain(key);
  }

  @Override
  public Registration keepHistory() {
    return inspection.keepHistory();
  }

  boolean containsKeyIfOpen(K key) {
    return table().peek(key) != null;
  }

  @Override
  public Advice advice() {
    return new Advisor<>(this, extras()).advice();
  }

  @Override
  public CacheStatistics stats() {
    return new StatisticsSwitches<>(this, this::extras);
  }

  @Override
  public List<EffectiveSetting> effectiveSettings() {
    return settings.lines().stream()
        .map(line -> new EffectiveSetting(line.key(), line.value(), line.origin()))
        .toList();
  }

  // -- being told

  @Override
  public Registration onRemoval(RemovalListener<? super K, ? super V> listener) {
    requireNonNull(listener, "listener");
    return onRemovalInCore((key, value, cause) -> listener.onRemoval(key, value, causeOf(cause)));
  }

  Registration onRemovalInCore(Removals.Listener<K, V> listener) {
    requireOpen();
    extras().removals().add(listener);
    return new Once(() -> extras().removals().remove(listener));
  }

  static RemovalCause causeOf(dev.larder.internal.core.RemovalCause cause) {
    return switch (cause) {
      case EXPIRED -> RemovalCause.EXPIRED;
      case EXPLICIT -> RemovalCause.EXPLICIT;
      case REPLACED -> RemovalCause.REPLACED;
      case SIZE -> RemovalCause.SIZE;
    };
  }

  @Override
  public Registration onGet(ReadHook<? super K, ? super V> hook) {
    requireNonNull(hook, "hook");
    Hooks.Reader<K, V> reader = hook::onGet;
    hookReads(reader);
    return new Once(() -> unhookReads(reader));
  }

  @Override
  public Registration onPut(WriteHook<? super K, ? super V> hook) {
    requireNonNull(hook, "hook");
    var listener = PutListener.configuration(hook, extras().hooks());
    extras().listen(listener);
    return new Once(() -> extras().unlisten(listener));
  }

  @Override
  public Registration guardMutations(Consumer<? super MutationReport> report) {
    requireNonNull(report, "report");
    if (isByValue()) {
      throw new IllegalStateException("cache \"" + getName()
          + "\" stores by value: nobody has its values in hands, so there is nothing to guard");
    }
    MutationGuard<K, V> guard = new MutationGuard<>(getName(), report);
    Registration reads = onGet(guard::read);
    Registration puts = onPut(guard::put);
    Registration removals = onRemoval((key, value, cause) -> {
      if (cause != RemovalCause.REPLACED) {
        guard.removed(key, value);
      }
    });
    return new Once(() -> {
      reads.close();
      puts.close();
      removals.close();
    });
  }
}
