package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Settings;
import dev.larder.internal.config.TierChoice;
import dev.larder.internal.copy.Copier;
import dev.larder.internal.copy.Copiers;
import dev.larder.internal.copy.ObjectBytes;
import dev.larder.internal.core.EvictionOrder;
import dev.larder.internal.core.ExpiryHandler;
import dev.larder.internal.core.RemovalCause;
import dev.larder.internal.core.Shadow;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import dev.larder.internal.event.EventDispatcher;
import dev.larder.internal.expiry.ExpiryRules;
import dev.larder.internal.integration.LoaderCalls;
import dev.larder.internal.integration.Patience;
import dev.larder.internal.integration.WriterCalls;
import dev.larder.internal.management.SwitchableStatistics;
import dev.larder.internal.management.UserCode;
import dev.larder.internal.management.WatchedTier;
import dev.larder.tier.Tier;
import dev.larder.tier.TierClock;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierException;
import dev.larder.tier.TierFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** Puts the {@link Contents} of a cache together from its settings. Used once. */
final class Assembly<K, V> {
  private static final System.Logger LOG = System.getLogger("dev.larder.tier");

  private final CacheSettings<K, V> settings;
  private final CompleteConfiguration<K, V> configuration;
  private final String name;
  private final Services services;
  private final ClassLoader classLoader;

  private Assembly(CacheSettings<K, V> settings, Services services, ClassLoader classLoader) {
    this.settings = settings;
    this.configuration = settings.configuration();
    this.name = settings.name();
    this.services = services;
    this.classLoader = classLoader;
  }

  /**
   * Makes what a cache consists of. User code runs: the factories.
   *
   * @throws CacheException when a factory fails; whatever was made before is closed
   */
  static <K, V> Contents<K, V> of(
      CacheSettings<K, V> settings,
      Cache<K, V> source,
      Services services,
      ClassLoader classLoader) {
    return new Assembly<>(settings, services, classLoader).contents(source);
  }

  private Contents<K, V> contents(Cache<K, V> source) {
    Times times = Times.of(settings, services.ticker());
    Copier<K> keys = copier(configuration.getKeyType());
    Copier<V> values = times.stamping(valueCopier());
    SwitchableStatistics statistics = new SwitchableStatistics(services.stopwatch()::nanos);
    UserCode userCode = new UserCode(name, statistics);
    LoadMemory<K> memory = memory();
    EventDispatcher<K, V> events = new EventDispatcher<>(
        source, services.executor(), keys::copy, values::read, userCode::listener);
    Expiries<K, V> expiries = new Expiries<>(events, memory);
    StripedTable<K, Object> table = new StripedTable<>(bounded(keys, values)
        .withTicker(services.ticker())
        .withOrder(EvictionOrder.valueOf(settings.get(Settings.POLICY).name()))
        .withEvictionCounter(
            mayHaveTier() ? expiries.unlessTiered(statistics) : statistics::recordEvictions)
        .withExpiryHandler(expiries));
    shadow(table, statistics);
    ExpiryRules expiry = times
        .rules(() -> make("expiry policy", configuration.getExpiryPolicyFactory()))
        .through(userCode::watched);
    Tiering<K> tiering = null;
    LoaderCalls<K, V> loader = LoaderCalls.none();
    WriterCalls<K, V> writer = WriterCalls.none();
    try {
      if (configuration.getCacheLoaderFactory() != null) {
        loader = loader(make("loader", configuration.getCacheLoaderFactory()))
            .through(userCode::watched);
      }
      if (configuration.isWriteThrough() && configuration.getCacheWriterFactory() != null) {
        writer = new WriterCalls<K, V>(name, makeWriter()).through(userCode::watched);
      }
      configuration.getCacheEntryListenerConfigurations().forEach(events::register);
      tiering = tiering(table, expiries);
    } catch (RuntimeException | Error e) {
      close(events, loader, writer, expiry);
      throw e;
    }
    Contents<K, V> contents = new Contents<>(
        name,
        new Arguments(name, configuration.getKeyType(), configuration.getValueType()),
        table,
        keys,
        values,
        expiry,
        tiering == null
            ? times.uses(expiry, table)
            : TieredUses.of(times.uses(expiry, table), expiry, table, tiering),
        memory,
        writer.isPresent() || memory.isPresent() || tiering != null,
        loader,
        configuration.isReadThrough() && loader.isPresent(),
        writer,
        userCode,
        events,
        statistics,
        tiering);
    contents.tellLifetimes();
    return contents;
  }

  /** What the cache's size is worth is found out while its statistics are on. With a tier below, hits are more than what the heap has. */
  private void shadow(StripedTable<K, Object> table, SwitchableStatistics statistics) {
    if (settings.get(Settings.ADVICE) && !settings.get(Settings.DISABLED) && !mayHaveTier()) {
      var counts = statistics.bean();
      Shadow shadow = new Shadow(
          table, counts::getCacheHits, counts::getCacheMisses, new SampleGate(statistics));
      table.shadow(shadow);
      statistics.tell(new ShadowedAccesses<>(table, shadow));
      if (settings.get(Settings.MAXIMUM_WEIGHT).isEmpty()
          && settings.originOf(Settings.MAXIMUM_SIZE).equals(CacheSettings.BUILT_IN)) {
        shadow.afterwards(new BoundWarning(name, table, shadow));
      }
    }
  }

  /** Closes what came from the user's factories. */
  static void close(
      EventDispatcher<?, ?> events,
      LoaderCalls<?, ?> loader,
      WriterCalls<?, ?> writer,
      ExpiryRules expiry) {
    events.close();
    loader.close();
    writer.close();
    expiry.close();
  }

  // -- copies

  private Copier<V> valueCopier() {
    return settings
        .copier()
        .<Copier<V>>map(factory -> Copiers.byUser(name, make("copier", factory)))
        .orElseGet(() -> copier(configuration.getValueType()));
  }

  private <T> Copier<T> copier(Class<T> type) {
    if (!configuration.isStoreByValue()) {
      return Copiers.byReference();
    }
    List<String> allowed = settings.get(Settings.ALLOWED_CLASSES);
    return allowed.isEmpty()
        ? Copiers.byValue(name, classLoader, type)
        : Copiers.byValue(name, classLoader, type, allowed);
  }

  // -- the table

  /** A table for nothing, in a disabled cache: each entry leaves as it comes. */
  private TableConfig<K, Object> bounded(Copier<K> keys, Copier<V> values) {
    if (settings.get(Settings.DISABLED)) {
      return TableConfig.bounded(name, 0);
    }
    Optional<Long> weight = settings.get(Settings.MAXIMUM_WEIGHT);
    if (weight.isEmpty()) {
      return TableConfig.bounded(name, settings.maximumSize());
    }
    TableConfig<K, Object> config = TableConfig.bounded(name, weight.get());
    return settings
        .weigher()
        .map(factory ->
            config.withWeigher(new UserWeigher<>(name, make("weigher", factory), keys, values)))
        .orElseGet(() -> config.withWeigher(Stamped::bytes));
  }

  private LoadMemory<K> memory() {
    var negative = settings.get(Settings.NEGATIVE_TTL);
    var stale = settings.get(Settings.STALE_IF_ERROR);
    boolean remembers = negative.isPresent() || stale.isPresent();
    return remembers && !settings.get(Settings.DISABLED)
        ? new RememberedLoads<>(name, settings.maximumSize(), negative, stale, services.ticker())
        : LoadMemory.none();
  }

  // -- what is below

  private boolean mayHaveTier() {
    return !settings.get(Settings.DISABLED)
        && settings.tierChoices().stream().anyMatch(choice -> !choice.isNone());
  }

  /** The first tier that can be opened; null when there is to be none. */
  private @Nullable Tiering<K> tiering(StripedTable<K, Object> table, Expiries<K, V> expiries) {
    List<TierChoice> choices = mayHaveTier() ? settings.tierChoices() : List.of();
    for (int i = 0; i < choices.size(); i++) {
      TierChoice choice = choices.get(i);
      boolean isLast = i == choices.size() - 1;
      try {
        Tiering<K> tiering = choice.isNone() ? null : tiering(table, choice);
        expiries.tiering = tiering;
        return tiering;
      } catch (TierException e) {
        if (isLast) {
          throw e;
        }
        LOG.log(
            System.Logger.Level.WARNING,
            "cache \"" + name + "\": its tier of type " + choice.factory().type()
                + " cannot be opened; what stands in otherwise { … } takes its place",
            e);
      }
    }
    return null;
  }

  private Tiering<K> tiering(StripedTable<K, Object> table, TierChoice choice) {
    TierClock clock = () -> nanos(services.timeOfDay().instant());
    Optional<List<String>> allowed = readableFrom(choice);
    return new Tiering<>(
        table,
        ObjectBytes.ofKeys(name, classLoader, allowed),
        ObjectBytes.ofValues(name, classLoader, allowed),
        clock,
        services.ticker(),
        listener -> new WatchedTier(
            name,
            choice.factory().type(),
            services.stopwatch()::nanos,
            listener,
            watched ->
                open(choice.factory(), new TierContext(name, choice.block(), watched, clock))));
  }

  /** The classes that may be read from the tier: what is listed; else, when others may write to it, what is declared; else any. */
  private Optional<List<String>> readableFrom(TierChoice choice) {
    List<String> listed = settings.get(Settings.ALLOWED_CLASSES);
    if (!listed.isEmpty()) {
      return Optional.of(listed);
    }
    return choice.factory().isPrivate(choice.block())
        ? Optional.empty()
        : Optional.of(
            ObjectBytes.allowedFor(configuration.getKeyType(), configuration.getValueType()));
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  private Tier open(TierFactory factory, TierContext context) {
    try {
      return factory.open(context);
    } catch (IllegalArgumentException e) {
      throw new CacheException("cache \"" + name + "\": " + e.getMessage(), e);
    }
  }

  // -- the user's parts

  private LoaderCalls<K, V> loader(CacheLoader<K, V> loader) {
    return settings
        .get(Settings.LOADER_TIMEOUT)
        .map(limit -> new LoaderCalls<>(name, loader, Patience.of(name, limit)))
        .orElseGet(() -> new LoaderCalls<>(name, loader));
  }

  /** The capture of the factory's wildcard needs a name of its own for inference. */
  private CacheWriter<? super K, ? super V> makeWriter() {
    return make("writer", configuration.getCacheWriterFactory());
  }

  private <T> T make(String what, Factory<? extends T> factory) {
    T made;
    try {
      made = requireNonNull(factory, what).create();
    } catch (CacheException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheException(
          "the factory of cache \"" + name + "\" could not make its " + what, e);
    }
    if (made == null) {
      throw new CacheException("the factory of cache \"" + name + "\" made null; it must make a "
          + what + ", or not be set");
    }
    return made;
  }

  /** Tells those who want to know of what the sweep finds expired. */
  private static final class Expiries<K, V> implements ExpiryHandler<K, Object> {
    private final EventDispatcher<K, V> events;
    private final LoadMemory<K> memory;

    /** Null until there is one. */
    volatile @Nullable Tiering<K> tiering;

    /** What leaves a heap with a tier is no eviction. Whether there is one is known when it is opened. */
    IntConsumer unlessTiered(SwitchableStatistics statistics) {
      return count -> {
        if (tiering == null) {
          statistics.recordEvictions(count);
        }
      };
    }

    Expiries(EventDispatcher<K, V> events, LoadMemory<K> memory) {
      this.events = events;
      this.memory = memory;
    }

    @Override
    public boolean isNeeded() {
      return !events.isEmpty() || memory.keepsExpired();
    }

    @Override
    @SuppressWarnings(
        "unchecked") // the dispatcher reads stored values with the copier that it was given
    public void expired(K key, Object stored) {
      memory.expired(key, stored);
      events.expired(key, stored);
      Tiering<K> below = tiering;
      if (below != null) {
        below.dropExpired(key);
        below.departed(key, stored, RemovalCause.EXPIRED);
      }
    }
  }
}
