package dev.larder.annotations;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Scopes;
import dev.larder.annotations.guice.LarderCacheModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Arrays;
import javax.cache.CacheManager;

/** The containers that Larder's annotations work in. */
enum Containers {
  GUICE {
    @Override
    Container start(CacheManager manager, Class<?>... beans) {
      Injector injector = Guice.createInjector(new LarderCacheModule(), new AbstractModule() {
        @Override
        protected void configure() {
          bind(CacheManager.class).toInstance(manager);
          Arrays.stream(beans).forEach(bean -> bind(bean).in(Scopes.SINGLETON));
        }
      });
      return new Container() {
        @Override
        public <T> T bean(Class<T> type) {
          return injector.getInstance(type);
        }

        @Override
        public void close() {}
      };
    }
  },

  CDI {
    @Override
    Container start(CacheManager manager, Class<?>... beans) {
      SeContainer weld = SeContainerInitializer.newInstance()
          .addBeanClasses(beans)
          .addExtensions(new ManagerBean(manager))
          .initialize();
      return new Container() {
        @Override
        public <T> T bean(Class<T> type) {
          return weld.select(type).get();
        }

        @Override
        public void close() {
          weld.close();
        }
      };
    }
  };

  /** Starts one that has this manager, and these beans. */
  abstract Container start(CacheManager manager, Class<?>... beans);

  record ManagerBean(CacheManager manager) implements Extension {
    public void add(@Observes AfterBeanDiscovery event) {
      event
          .addBean()
          .types(CacheManager.class)
          .scope(ApplicationScoped.class)
          .createWith(context -> manager);
    }
  }
}
