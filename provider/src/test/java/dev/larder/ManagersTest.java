package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Managers: one for each URI and class loader, by provider. */
class ManagersTest {
  private static final URI HERE = URI.create("urn:here");
  private static final URI THERE = URI.create("urn:there");

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private final ClassLoader other = new URLClassLoader(new URL[0]);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void oneForEachUriAndLoader() {
    CacheManager manager = provider.getCacheManager(HERE, null);
    assertThat(provider.getCacheManager(HERE, provider.getDefaultClassLoader())).isSameAs(manager);
    assertThat(provider.getCacheManager(THERE, null)).isNotSameAs(manager);
    assertThat(provider.getCacheManager(HERE, other)).isNotSameAs(manager);
    assertThat(manager.getURI()).isEqualTo(HERE);
    assertThat(provider.getCacheManager(HERE, other).getClassLoader()).isSameAs(other);
    assertThat((Object) manager.getCachingProvider()).isSameAs(provider);
  }

  @Test
  void theDefaultIsTheDefaultUriAndLoader() {
    CacheManager manager = provider.getCacheManager();
    assertThat(provider.getCacheManager(null, null, null)).isSameAs(manager);
    assertThat(provider.getCacheManager(
            provider.getDefaultURI(), provider.getDefaultClassLoader(), new Properties()))
        .isSameAs(manager);
    assertThat(manager.getURI()).isEqualTo(provider.getDefaultURI());
  }

  @Test
  void eachProviderHasItsOwn() {
    try (LarderCachingProvider second = new LarderCachingProvider()) {
      CacheManager one = provider.getCacheManager(HERE, null);
      CacheManager two = second.getCacheManager(HERE, null);
      assertThat(two).isNotSameAs(one);
      MutableConfiguration<String, String> shown = new MutableConfiguration<String, String>()
          .setManagementEnabled(true)
          .setStatisticsEnabled(true);
      one.createCache("cache", shown);
      two.createCache("cache", shown);
      one.close();
      assertThat(two.isClosed()).isFalse();
    }
  }

  @Test
  void propertiesAreThoseOfTheFirstAsking() {
    Properties first = new Properties();
    first.setProperty("asked", "first");
    Properties second = new Properties();
    second.setProperty("asked", "second");
    provider.getCacheManager(HERE, null, first);
    assertThat(provider.getCacheManager(HERE, null, second).getProperties()).isEqualTo(first);
  }

  @Test
  void aClosedManagerIsForgotten() {
    CacheManager manager = provider.getCacheManager(HERE, null);
    Cache<String, String> cache =
        manager.createCache("cache", new MutableConfiguration<String, String>());
    manager.close();
    manager.close();
    assertThat(cache.isClosed()).isTrue();
    assertThat(provider.getCacheManager(HERE, null)).isNotSameAs(manager);
  }

  @Test
  void closingClosesExactlyThoseThatWereNamed() {
    CacheManager here = provider.getCacheManager(HERE, null);
    CacheManager there = provider.getCacheManager(THERE, null);
    CacheManager elsewhere = provider.getCacheManager(HERE, other);
    provider.close(HERE, null);
    assertThat(List.of(here.isClosed(), there.isClosed(), elsewhere.isClosed()))
        .containsExactly(true, false, false);
    provider.close(URI.create("urn:nowhere"), other);
    provider.close((ClassLoader) null);
    assertThat(List.of(there.isClosed(), elsewhere.isClosed()))
        .as("null is the default loader")
        .containsExactly(true, false);
    provider.close(other);
    assertThat(elsewhere.isClosed()).isTrue();
    CacheManager next = provider.getCacheManager(HERE, null);
    provider.close();
    assertThat(next.isClosed()).isTrue();
  }

  @Test
  void cacheNamesAreASnapshotThatCannotBeChanged() {
    CacheManager manager = provider.getCacheManager(HERE, null);
    manager.createCache("a", new MutableConfiguration<String, String>());
    Iterable<String> names = manager.getCacheNames();
    manager.destroyCache("a");
    manager.createCache("b", new MutableConfiguration<String, String>());
    assertThat(names).containsExactly("a");
    Iterator<String> iterator = names.iterator();
    iterator.next();
    assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    manager.destroyCache("unknown");
  }

  @Test
  @SuppressWarnings("unchecked") // JCache's own
  void theConfigurationIsCopied() {
    CacheManager manager = provider.getCacheManager(HERE, null);
    MutableConfiguration<String, String> configuration = new MutableConfiguration<>();
    Cache<String, String> cache = manager.createCache("a", configuration);
    configuration.setStatisticsEnabled(true).setReadThrough(true);
    CompleteConfiguration<String, String> complete =
        cache.getConfiguration(CompleteConfiguration.class);
    assertThat(complete.isStatisticsEnabled() || complete.isReadThrough()).isFalse();
    cache.getConfiguration(MutableConfiguration.class).setStatisticsEnabled(true);
    assertThat(complete.isStatisticsEnabled()).isFalse();
    manager.enableStatistics("a", true);
    assertThat(cache.getConfiguration(CompleteConfiguration.class).isStatisticsEnabled())
        .isTrue();
  }

  @Test
  void aManagerThatIsClosedWhileAFactoryRunsGetsNoCache() {
    CacheManager manager = provider.getCacheManager(HERE, null);
    List<String> closed = new ArrayList<>();
    MutableConfiguration<String, String> configuration = new MutableConfiguration<>();
    configuration.setExpiryPolicyFactory(() -> {
      manager.close();
      closed.add("closed");
      return new CountingPolicy();
    });
    assertThatThrownBy(() -> manager.createCache("late", configuration))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("urn:here is closed");
    assertThat(closed).hasSize(1);
  }

  @Test
  void unwrapGivesWhatItIsAndRefusesTheRest() {
    CacheManager manager = provider.getCacheManager(HERE, null);
    assertThat((Object) manager.unwrap(LarderCacheManager.class)).isSameAs(manager);
    assertThatThrownBy(() -> manager.unwrap(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(LarderCacheManager.class.getName());
    Cache<String, String> cache =
        manager.createCache("a", new MutableConfiguration<String, String>());
    assertThat((Object) cache.unwrap(LarderCache.class)).isSameAs(cache);
    assertThatThrownBy(() -> cache.unwrap(String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
