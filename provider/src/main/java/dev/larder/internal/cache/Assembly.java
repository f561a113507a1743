package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Settings;
import dev.larder.internal.copy.Copier;
import dev.larder.internal.copy.Copiers;
import dev.larder.internal.core.EvictionOrder;
import dev.larder.internal.core.ExpiryHandler;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import dev.larder.internal.event.EventDispatcher;
import dev.larder.internal.expiry.ExpiryRules;
import dev.larder.internal.integration.LoaderCalls;
import dev.larder.internal.integration.WriterCalls;
import dev.larder.internal.management.SwitchableStatistics;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheWriter;

/** Puts the {@link Contents} of a cache together from its settings. */
final class Assembly {
  private Assembly() {}

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
    CompleteConfiguration<K, V> configuration = settings.configuration();
    String name = settings.name();
    Copier<K> keys = copier(configuration, name, classLoader);
    Copier<V> values = copier(configuration, name, classLoader);
    SwitchableStatistics statistics = new SwitchableStatistics(services.ticker()::nanos);
    EventDispatcher<K, V> events =
        new EventDispatcher<>(source, services.executor(), keys::copy, values::read);
    StripedTable<K, Object> table = table(settings, services, statistics, events);
    ExpiryRules expiry = new ExpiryRules(
        name,
        make(
            name,
            "expiry policy",
            requireNonNull(configuration.getExpiryPolicyFactory(), "expiryPolicyFactory")));
    LoaderCalls<K, V> loader = LoaderCalls.none();
    WriterCalls<K, V> writer = WriterCalls.none();
    try {
      if (configuration.getCacheLoaderFactory() != null) {
        loader =
            new LoaderCalls<>(name, make(name, "loader", configuration.getCacheLoaderFactory()));
      }
      if (configuration.isWriteThrough() && configuration.getCacheWriterFactory() != null) {
        writer = new WriterCalls<>(name, makeWriter(name, configuration));
      }
      configuration.getCacheEntryListenerConfigurations().forEach(events::register);
    } catch (RuntimeException | Error e) {
      close(events, loader, writer, expiry);
      throw e;
    }
    boolean readThrough = configuration.isReadThrough() && loader.isPresent();
    Arguments arguments =
        new Arguments(name, configuration.getKeyType(), configuration.getValueType());
    return new Contents<>(
        name,
        arguments,
        table,
        keys,
        values,
        expiry,
        loader,
        readThrough,
        writer,
        events,
        statistics);
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

  private static <T> Copier<T> copier(
      CompleteConfiguration<?, ?> configuration, String name, ClassLoader classLoader) {
    return configuration.isStoreByValue()
        ? Copiers.byValue(name, classLoader)
        : Copiers.byReference();
  }

  private static <K, V> StripedTable<K, Object> table(
      CacheSettings<K, V> settings,
      Services services,
      SwitchableStatistics statistics,
      EventDispatcher<K, V> events) {
    return new StripedTable<>(
        TableConfig.<K, Object>bounded(settings.name(), settings.maximumSize())
            .withTicker(services.ticker())
            .withOrder(EvictionOrder.valueOf(settings.get(Settings.POLICY).name()))
            .withEvictionCounter(statistics::recordEvictions)
            .withExpiryHandler(new ExpiryEvents<>(events)));
  }

  /** The capture of the factory's wildcard needs a name of its own for inference. */
  private static <K, V> CacheWriter<? super K, ? super V> makeWriter(
      String name, CompleteConfiguration<K, V> configuration) {
    return make(name, "writer", configuration.getCacheWriterFactory());
  }

  private static <T> T make(String cacheName, String what, Factory<? extends T> factory) {
    T made;
    try {
      made = factory.create();
    } catch (CacheException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheException(
          "the factory of cache \"" + cacheName + "\" could not make its " + what, e);
    }
    if (made == null) {
      throw new CacheException("the factory of cache \"" + cacheName
          + "\" made null; it must make a " + what + ", or not be set");
    }
    return made;
  }

  /** Tells listeners of what the sweep finds expired. */
  private record ExpiryEvents<K, V>(EventDispatcher<K, V> events)
      implements ExpiryHandler<K, Object> {
    @Override
    public boolean isNeeded() {
      return !events.isEmpty();
    }

    @Override
    @SuppressWarnings(
        "unchecked") // the dispatcher reads stored values with the copier that it was given
    public void expired(K key, Object stored) {
      events.expired(key, stored);
    }
  }
}
