package dev.larder.internal.fory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import dev.larder.error.CacheSerializationException;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To be on the class path is enough. */
class CachesWithForyTest {
  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final Cache<Object, Object> cache = provider
      .getCacheManager()
      .createCache("by value", new MutableConfiguration<Object, Object>());

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void whatGoesInAndOutIsACopy() {
    Values.Customer value = ForyCopierTest.customer(2);
    cache.put("key", value);
    value.name = "changed";
    Values.Customer found = (Values.Customer) cache.get("key");
    assertThat(found.name).isEqualTo("name");
    found.friends.clear();
    Values.Customer again = (Values.Customer) cache.get("key");
    assertThat(again.friends).hasSize(2);
    assertThat(again).isNotSameAs(found);
  }

  @Test
  void aListOfAllowedClassesIsKeptToByCopiesAsWell() {
    Cache<Object, Object> listed = provider
        .getCacheManager()
        .createCache(
            "listed",
            new LarderConfiguration<Object, Object>()
                .allowedClasses(Values.Customer.class.getName(), "java.util.concurrent.TimeUnit"));
    Values.Customer value = ForyCopierTest.customer(1);
    listed.put("key", value);
    assertThat(listed.get("key")).isInstanceOf(Values.Customer.class).isNotSameAs(value);
    value.anything.add(new Values.KeyCustomer());
    assertThatThrownBy(() -> listed.put("key", value))
        .isInstanceOf(CacheSerializationException.class)
        .hasMessageContaining("cache \"listed\"")
        .hasMessageContaining("it holds " + Values.KeyCustomer.class.getName()
            + ", which is not listed in allowed-classes");
    cache.put("key", value);
    assertThat(cache.get("key")).isInstanceOf(Values.Customer.class);
    assertThatThrownBy(() -> listed.put("key", value))
        .isInstanceOf(CacheSerializationException.class);
  }

  @Test
  void hooksStillRun() {
    cache.put("singleton", Values.Singleton.ONLY);
    assertThat(cache.get("singleton")).isSameAs(Values.Singleton.ONLY);
    cache.put("hooked", new Values.Hooked());
    assertThat(((Values.Hooked) cache.get("hooked")).state).isEqualTo(1);
    cache.put("transient", new Values.WithTransient());
    assertThat(((Values.WithTransient) cache.get("transient")).secret).isZero();
  }

  @Test
  void aMutableKeyIsCopied() {
    Key key = new Key(1);
    cache.put(key, "value");
    key.number = 2;
    assertThat(cache.get(new Key(1))).isEqualTo("value");
    assertThat(cache.get(key)).isNull();
  }

  private static final class Key implements java.io.Serializable {
    private static final long serialVersionUID = 1;
    int number;

    Key(int number) {
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.number == number;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }
}
