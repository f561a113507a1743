package dev.larder.tck.annotations;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Scopes;
import dev.larder.annotations.guice.LarderCacheModule;

/** Beans of Guice with Larder's module. */
public final class GuiceBeans extends EvidentBeans {
  private final Injector injector =
      Guice.createInjector(new LarderCacheModule(), new AbstractModule() {
        @Override
        protected void configure() {
          BEANS.forEach(bean -> bind(bean).in(Scopes.SINGLETON));
        }
      });

  @Override
  <T> T make(Class<T> type) {
    return injector.getInstance(type);
  }
}
