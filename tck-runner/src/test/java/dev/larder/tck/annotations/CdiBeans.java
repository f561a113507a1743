package dev.larder.tck.annotations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Beans of Weld, with Larder's extension by being on the class path. */
public final class CdiBeans extends EvidentBeans {
  private final SeContainer container =
      SeContainerInitializer.newInstance().addExtensions(new OneOfEach()).initialize();

  /** The TCK keeps state in its beans, so there is to be one of each. They have no scope that would make them beans by themselves. */
  static final class OneOfEach implements Extension {
    public void add(@Observes BeforeBeanDiscovery event) {
      BEANS.forEach(bean ->
          event.addAnnotatedType(bean, bean.getName()).add(ApplicationScoped.Literal.INSTANCE));
    }
  }

  @Override
  <T> T make(Class<T> type) {
    return container.select(type).get();
  }
}
