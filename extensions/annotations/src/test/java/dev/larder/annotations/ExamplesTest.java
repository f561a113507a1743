package dev.larder.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.larder.annotations.guice.LarderCacheModule;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.FileNotFoundException;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the documentation shows. */
class ExamplesTest {
  @AfterEach
  void close() {
    Caching.getCachingProvider().close();
  }

  @Test
  void guice() throws Exception {
    // docs: guice
    Injector injector = Guice.createInjector(new LarderCacheModule()); // and your modules
    Catalogue catalogue = injector.getInstance(Catalogue.class);
    // docs: end
    assertThatItWorks(catalogue);
  }

  @Test
  void cdi() throws Exception {
    // docs: cdi
    try (SeContainer container =
        SeContainerInitializer.newInstance().addBeanClasses(Catalogue.class).initialize()) {
      Catalogue catalogue = container.select(Catalogue.class).get();
      // docs: end
      assertThatItWorks(catalogue);
    }
  }

  private static void assertThatItWorks(Catalogue catalogue) throws Exception {
    catalogue.rename(1, "pea");
    assertThat(catalogue.search("e").get()).containsExactly("pea");
    catalogue.deleteAll();
    assertThat(catalogue.search("e").get()).containsExactly("pea");
    assertThatThrownBy(() -> catalogue.article(1)).isInstanceOf(FileNotFoundException.class);
    catalogue.rename(1, "bean");
    assertThat(catalogue.article(1)).isEqualTo("bean");
    catalogue.delete(1, "sold out");
    assertThatThrownBy(() -> catalogue.article(1)).isInstanceOf(FileNotFoundException.class);
  }
}
