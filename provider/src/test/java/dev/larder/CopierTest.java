package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the user's making, and what may be deserialized. */
class CopierTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  static final class Basket implements Serializable {
    private static final long serialVersionUID = 1;
    int items;

    Basket(int items) {
      this.items = items;
    }
  }

  @SuppressWarnings("unchecked")
  private LarderCache<String, Object> larder(
      String name, LarderConfiguration<String, Object> configuration) {
    return pantry.cache(name, configuration).unwrap(LarderCache.class);
  }

  @Test
  void valuesAreCopiedInAndOutAsTheUserHasIt() {
    Cache<String, Thread> cache = pantry.cache(
        new LarderConfiguration<String, Thread>().copier(old -> new Thread(old.getName())));
    Thread mine = new Thread("mine");
    cache.put("key", mine);
    assertThat(cache.get("key")).isNotSameAs(mine).isNotSameAs(cache.get("key"));
    assertThat(cache.get("key").getName()).isEqualTo("mine");
  }

  @Test
  void aCopierThatGivesNullIsNamed() {
    Cache<String, Basket> cache =
        pantry.cache(new LarderConfiguration<String, Basket>().copier(old -> null));
    assertThatThrownBy(() -> cache.put("key", new Basket(1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("\"pantry\": copier")
        .hasMessageContaining("gave null");
  }

  @Test
  void whatIsNotOnTheListIsNotDeserialized() {
    Cache<String, Object> cache =
        pantry.cache(new LarderConfiguration<String, Object>().allowedClasses("com.acme.**"));
    cache.put("key", new Basket(1));
    assertThatThrownBy(() -> cache.get("key")).isInstanceOf(CacheException.class);
    cache.put("list", new java.util.ArrayList<>(java.util.List.of(1, 2)));
    assertThat(cache.get("list")).isEqualTo(java.util.List.of(1, 2));
  }

  @Test
  void whatTheListDoesNotNameIsNotRestoredFromAFileEither(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("baskets.dump");
    LarderCache<String, Object> all = larder("all", new LarderConfiguration<>());
    all.put("key", new Basket(1));
    all.dump(file);
    LarderCache<String, Object> few =
        larder("few", new LarderConfiguration<String, Object>().allowedClasses("com.acme.**"));
    assertThat(few.restore(file).problems()).hasSize(1);
    assertThat(few.get("key")).isNull();
  }

  @Test
  void whatIsOnTheListIs() {
    for (String pattern : new String[] {"dev.larder.CopierTest$Basket", "dev.larder.*", "dev.**"}) {
      Cache<String, Basket> cache = pantry.cache(
          pattern, LarderConfiguration.<String, Basket>fromMap(Map.of("allowed-classes", pattern)));
      cache.put("key", new Basket(7));
      assertThat(cache.get("key").items).isEqualTo(7);
    }
  }
}
