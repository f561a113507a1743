package dev.larder.internal.fory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCachingProvider;
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
