package dev.larder.benchmarks.store;

import dev.larder.benchmarks.store.StoreSpec.Listening;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;

/** A spec in JCache's words: the same for every provider. Only the bound, of which JCache has no word, is each one's own. */
final class Configurations {
  private Configurations() {}

  static <K, V> MutableConfiguration<K, V> of(StoreSpec<K, V> spec) {
    return apply(spec, new MutableConfiguration<>());
  }

  static <K, V, C extends MutableConfiguration<K, V>> C apply(
      StoreSpec<K, V> spec, C configuration) {
    configuration
        .setTypes(spec.keyType(), spec.valueType())
        .setStoreByValue(spec.features().byValue())
        .setStatisticsEnabled(spec.features().statistics())
        .setExpiryPolicyFactory(expiry(spec.lifetime()));
    Function<K, V> loader = spec.loader();
    if (loader != null) {
      configuration.setReadThrough(true).setCacheLoaderFactory(() -> new FunctionLoader<>(loader));
    }
    if (spec.features().listening() != Listening.NONE) {
      configuration.addCacheEntryListenerConfiguration(new MutableCacheEntryListenerConfiguration<>(
          CountingListener::new,
          null,
          false,
          spec.features().listening() == Listening.SYNCHRONOUS));
    }
    return configuration;
  }

  private static Factory<? extends ExpiryPolicy> expiry(Lifetime lifetime) {
    Duration time = new Duration(TimeUnit.MILLISECONDS, lifetime.time().toMillis());
    return switch (lifetime.kind()) {
      case ETERNAL -> EternalExpiryPolicy.factoryOf();
      case CREATED -> CreatedExpiryPolicy.factoryOf(time);
      case TOUCHED -> TouchedExpiryPolicy.factoryOf(time);
    };
  }

  private record FunctionLoader<K, V>(Function<K, V> function) implements CacheLoader<K, V> {
    @Override
    public V load(K key) {
      return function.apply(key);
    }

    @Override
    public Map<K, V> loadAll(Iterable<? extends K> keys) {
      Map<K, V> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, function.apply(key)));
      return loaded;
    }
  }
}
