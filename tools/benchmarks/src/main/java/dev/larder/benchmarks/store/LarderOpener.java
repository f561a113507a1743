package dev.larder.benchmarks.store;

import dev.larder.LarderCache;
import dev.larder.LarderCachingProvider;
import dev.larder.benchmarks.store.StoreSpec.Policy;
import java.net.URI;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/** Larder as its users get it, with a {@code larder.conf}. */
final class LarderOpener implements Subject.Opener {
  @Override
  public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
    Policy policy = spec.features().policy();
    String resolution = spec.lifetime().resolution();
    URI conf = TemporaryFile.of(
        ".conf",
        "larder.default.maximum-size = " + spec.maximumEntries() + "\n"
            + line("policy", policy == Policy.OWN ? null : policy.word())
            + line("time-resolution", Lifetime.EXACT.equals(resolution) ? null : resolution));
    CacheManager manager = new LarderCachingProvider().getCacheManager(conf, null);
    return new LarderStore<>(
        manager, manager.createCache("benchmark", Configurations.of(spec)), spec);
  }

  /** Nothing for what is as it is by default, so that older versions, which may not know the key, can be measured, too. */
  private static String line(String key, @Nullable String value) {
    return value == null ? "" : "larder.default." + key + " = " + value + "\n";
  }

  /** What JCache has words for is done in these. */
  private static final class LarderStore<K, V> extends JCacheStore<K, V> {
    private final LarderCache<K, V> cache;

    @SuppressWarnings("unchecked") // a type token knows no type parameters
    LarderStore(CacheManager manager, Cache<K, V> cache, StoreSpec<K, V> spec) {
      super(manager, cache, spec);
      this.cache = cache.unwrap(LarderCache.class);
    }

    @Override
    public @Nullable V getWith(K key, Function<K, V> function) {
      return cache.get(key, function);
    }
  }
}
