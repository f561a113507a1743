package dev.larder.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import dev.larder.LarderCachingProvider;
import dev.larder.annotations.guice.LarderCacheModule;
import java.lang.annotation.Annotation;
import javax.cache.CacheException;
import javax.cache.Caching;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Annotations that make no sense: no container starts with them. And what happens without a manager of the user's. */
@ParameterizedClass
@EnumSource
class MistakesTest {
  /** Two annotations. */
  public static class Both {
    @CacheResult
    @CacheRemove
    public int get(String key) {
      return 1;
    }
  }

  /** No value. */
  public static class NoValue {
    @CachePut
    public void put(String key, int value) {}
  }

  /** Two values. */
  public static class TwoValues {
    @CachePut
    public void put(@CacheValue String key, @CacheValue int value) {}
  }

  /** No result. */
  public static class NoResult {
    @CacheResult
    public void get(String key) {}
  }

  /** A generator that nobody can make. */
  public static class Unmakeable {
    @CacheResult(cacheKeyGenerator = Generator.class)
    public int get(String key) {
      return 1;
    }
  }

  /** Needs what there is not. */
  public record Generator(String nothing) implements CacheKeyGenerator {
    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> call) {
      throw new AssertionError("never made");
    }
  }

  /** Says two things of one cache. */
  public static class Undecided {
    @CacheResult(cacheName = "rates")
    @CachePolicy(maximumSize = 1)
    public int one(String key) {
      return 1;
    }

    @CacheResult(cacheName = "rates")
    @CachePolicy(maximumSize = 2)
    public int two(String key) {
      return 2;
    }
  }

  /** Knows no units. */
  public static class Unclear {
    @CacheResult
    @CachePolicy(timeToLive = "soon")
    public int one(String key) {
      return 1;
    }
  }

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final Containers kind;

  MistakesTest(Containers kind) {
    this.kind = kind;
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private void assertRefused(Class<?> bean, String... reasons) {
    assertThatThrownBy(() -> kind.start(provider.getCacheManager(), bean).close())
        .hasMessageContaining(bean.getSimpleName())
        .hasMessageContainingAll(reasons);
  }

  @Test
  void twoAnnotationsOnOneMethodAreRefused() {
    assertRefused(Both.class, "@CacheResult and @CacheRemove", "one method can have one of them");
  }

  @Test
  void aPutWithoutExactlyOneValueIsRefused() {
    assertRefused(NoValue.class, "@CacheValue; 0 are");
    assertRefused(TwoValues.class, "@CacheValue; 2 are");
  }

  @Test
  void aMethodWithoutResultIsRefused() {
    assertRefused(NoResult.class, "returns nothing that could be cached");
  }

  @Test
  void twoPoliciesForOneCacheAreRefused() {
    assertRefused(
        Undecided.class, "one cache has one @CachePolicy", "Undecided.one", "Undecided.two");
  }

  @Test
  void aWrongTimeIsRefused() {
    assertRefused(Unclear.class, "Unclear.one", "soon");
  }

  @Test
  void aGeneratorThatCannotBeMadeIsNamed() {
    try (Container container = kind.start(provider.getCacheManager(), Unmakeable.class)) {
      assertThatThrownBy(() -> container.bean(Unmakeable.class).get("a"))
          .hasMessageContaining(Generator.class.getName());
    }
  }

  @Test
  void withoutAManagerOfTheUsersItIsTheDefaultOne() {
    Shop shop = Guice.createInjector(new LarderCacheModule()).getInstance(Shop.class);
    try {
      shop.price("pea");
      assertThat(Caching.getCachingProvider().getCacheManager().getCacheNames()).contains("prices");
    } finally {
      Caching.getCachingProvider().close();
    }
  }

  @Test
  void aClosedManagerIsAnErrorThatSaysSo() {
    try (Container container = kind.start(provider.getCacheManager(), Shop.class)) {
      Shop shop = container.bean(Shop.class);
      provider.close();
      assertThatThrownBy(() -> shop.price("pea"))
          .isInstanceOfAny(IllegalStateException.class, CacheException.class)
          .hasMessageContaining("closed");
    }
  }
}
