package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.error.CacheSerializationException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  void whatIsNotOnTheListIsRefusedWhenItIsStored() {
    Cache<Object, Object> cache =
        pantry.cache(new LarderConfiguration<Object, Object>().allowedClasses("com.acme.**"));
    assertThatThrownBy(() -> cache.put("key", new Basket(1)))
        .isInstanceOf(CacheSerializationException.class)
        .hasMessage(
            "cache \"pantry\" stores by value, but " + Basket.class.getName()
                + " can't be copied: it is not listed in allowed-classes. Add the class or its package to the list");
    assertThatThrownBy(() -> cache.put("list", new ArrayList<>(List.of(new Basket(1)))))
        .isInstanceOf(CacheSerializationException.class)
        .hasMessageContaining("it holds " + Basket.class.getName() + ", which is not listed");
    assertThatThrownBy(() -> cache.put("array", new Basket[] {new Basket(1)}))
        .isInstanceOf(CacheSerializationException.class)
        .hasMessageContaining("it holds " + Basket.class.getName() + ", which is not listed");
    assertThatThrownBy(() -> cache.put(new Basket(1), "value"))
        .isInstanceOf(CacheSerializationException.class);
    assertThat(cache).isEmpty();
    cache.put("list", new ArrayList<>(List.of(1, 2)));
    assertThat(cache.get("list")).isEqualTo(List.of(1, 2));
  }

  @Test
  void whatIsImmutableIsMadeOfNothingAndSoNeedsNoList() {
    record Label(String text, URI source) {}
    Cache<String, Object> cache =
        pantry.cache(new LarderConfiguration<String, Object>().allowedClasses("com.acme.**"));
    Label label = new Label("apples", URI.create("larder:apples"));
    cache.put("key", label);
    assertThat(cache.get("key")).isSameAs(label);
  }

  @Test
  void whatTheListDoesNotNameIsNotRestoredFromAFileEither(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("baskets.dump");
    LarderCache<String, Object> all = pantry.larder("all", new LarderConfiguration<>());
    all.put("key", new Basket(1));
    all.dump(file);
    LarderCache<String, Object> few = pantry.larder(
        "few", new LarderConfiguration<String, Object>().allowedClasses("com.acme.**"));
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
