package dev.larder.it.micronaut;

// docs: factory
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import javax.cache.CacheManager;
import javax.cache.Caching;

@Factory
class CacheFactory {
  @Singleton
  @Bean(preDestroy = "close")
  CacheManager cacheManager() {
    return Caching.getCachingProvider().getCacheManager();
  }
}
// docs: end
