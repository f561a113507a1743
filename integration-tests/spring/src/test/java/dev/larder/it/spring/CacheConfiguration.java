package dev.larder.it.spring;

import javax.cache.Caching;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// docs: configuration
/** Spring's caches are Larder's. */
@Configuration
@EnableCaching
class CacheConfiguration {
  @Bean
  javax.cache.CacheManager caches() {
    return Caching.getCachingProvider().getCacheManager();
  }

  @Bean
  JCacheCacheManager cacheManager(javax.cache.CacheManager caches) {
    return new JCacheCacheManager(caches);
  }
}
// docs: end
