package dev.larder.it.boot;

// docs: meters
import dev.larder.micrometer.LarderCacheMetrics;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Has Boot bind Larder's meters in place of those that it binds to any JCache. */
@Configuration(proxyBeanMethods = false)
class LarderMeters {
  @Bean
  @Order(0) // before Boot's own
  CacheMeterBinderProvider<JCacheCache> metersOfLarder() {
    return (cache, tags) -> new LarderCacheMetrics(cache.getNativeCache(), tags);
  }
}
// docs: end
