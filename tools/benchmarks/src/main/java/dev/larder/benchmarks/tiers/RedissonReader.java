package dev.larder.benchmarks.tiers;

import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.codec.Kryo5Codec;
import org.redisson.config.Config;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** Redisson's JCache: no heap in front, each read asks the server. Its values are bytes as they are. */
final class RedissonReader implements Reader.Filled {
  private final JCachingProvider provider = new JCachingProvider();
  private final CacheManager manager;
  private final Cache<Long, byte[]> cache;

  RedissonReader(int port) {
    Config config = new Config();
    config.setCodec(new CompositeCodec(new Kryo5Codec(), ByteArrayCodec.INSTANCE));
    config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
    manager = provider.getCacheManager();
    cache = manager.createCache(
        "redisson",
        RedissonConfiguration.fromConfig(
            config, new MutableConfiguration<Long, byte[]>().setTypes(Long.class, byte[].class)));
  }

  @Override
  public void put(Long key, byte[] value) {
    cache.put(key, value);
  }

  @Override
  public byte @Nullable [] get(Long key) {
    return cache.get(key);
  }

  @Override
  public void close() {
    manager.close();
    provider.close();
  }
}
