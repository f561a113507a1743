package dev.larder.tck.annotations;

import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of Spring, which has interceptors for JCache's annotations of its own. */
public final class SpringBeans extends EvidentBeans {
  private final AnnotationConfigApplicationContext context = start();

  private static AnnotationConfigApplicationContext start() {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(Caches.class);
    BEANS.forEach(context::register);
    context.refresh();
    return context;
  }

  /** Larder's caches. Spring makes no missing caches unless told how. */
  @Configuration
  @EnableCaching(proxyTargetClass = true)
  static class Caches {
    @Bean
    CacheManager cacheManager() {
      return new JCacheCacheManager(Caching.getCachingProvider().getCacheManager()) {
        @Override
        protected Cache getMissingCache(String name) {
          return new JCacheCache(
              getCacheManager().createCache(name, new MutableConfiguration<Object, Object>()));
        }
      };
    }
  }

  @Override
  <T> T make(Class<T> type) {
    return context.getBean(type);
  }
}
