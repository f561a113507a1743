package dev.larder;

import static javax.cache.expiry.Duration.ONE_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Caches leave nothing behind: no thread, no bean, no class. */
@Timeout(120)
class ManyCachesTest {
  /** So many are left for the manager to close, and as many are closed, and destroyed, by themselves. */
  private static final int CACHES = 400;

  private static final long THREADS_LINGER_MILLIS = 20_000;

  @Test
  void aThousandLeaveNoThreadAndNoBean() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      CacheManager manager = provider.getCacheManager(URI.create("urn:many"), null);
      for (int i = 0; i < CACHES; i++) {
        use(manager, "kept" + i);
        use(manager, "closed" + i).close();
        use(manager, "destroyed" + i);
        manager.destroyCache("destroyed" + i);
      }
      assertThat(manager.getCacheNames()).hasSize(CACHES);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().startsWith("larder-")) {
        thread.join(THREADS_LINGER_MILLIS);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
    assertThat(ManagementFactory.getPlatformMBeanServer()
            .queryNames(new ObjectName("javax.cache:*"), null))
        .isEmpty();
  }

  private static Cache<String, String> use(CacheManager manager, String name) {
    Cache<String, String> cache = manager.createCache(
        name,
        new LarderConfiguration<String, String>()
            .timeResolution(Duration.ofMillis(10))
            .setManagementEnabled(true)
            .setStatisticsEnabled(true)
            .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(ONE_MINUTE))
            .addCacheEntryListenerConfiguration(new EventLog<String, String>().asynchronous()));
    cache.put("key", "value");
    cache.get("key");
    return cache;
  }

  @Test
  void theClassLoaderOfAClosedManagerCanBeCollected() throws Exception {
    try (LarderCachingProvider provider = new LarderCachingProvider()) {
      WeakReference<ClassLoader> loader = useAndClose(provider);
      for (int attempt = 0; attempt < 100 && loader.get() != null; attempt++) {
        System.gc();
        Thread.onSpinWait();
      }
      assertThat(loader.get()).isNull();
    }
  }

  private static WeakReference<ClassLoader> useAndClose(LarderCachingProvider provider)
      throws Exception {
    URL classes = ManyCachesTest.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader = new OwnClasses(classes);
    CacheManager manager = provider.getCacheManager(URI.create("urn:visited"), loader);
    Cache<Object, Object> cache =
        manager.createCache("visited", new MutableConfiguration<Object, Object>());
    Class<?> type = loader.loadClass(Name.class.getName());
    assertThat(type.getClassLoader()).isSameAs(loader);
    var constructor = type.getDeclaredConstructor(String.class);
    constructor.setAccessible(true);
    cache.put("proven", constructor.newInstance("by value"));
    cache.put(constructor.newInstance("a key"), "value");
    assertThat(cache.get("proven").getClass()).isSameAs(type);
    cache.invoke(
        "other",
        (entry, args) -> {
          entry.setValue(args[0]);
          return null;
        },
        constructor.newInstance("processed"));
    manager.close();
    return new WeakReference<>(loader);
  }

  /** Loads this package's classes itself. */
  private static final class OwnClasses extends URLClassLoader {
    OwnClasses(URL classes) {
      super(new URL[] {classes}, ManyCachesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (name.equals(Name.class.getName())) {
          Class<?> loaded = findLoadedClass(name);
          return loaded == null ? findClass(name) : loaded;
        }
        return super.loadClass(name, resolve);
      }
    }
  }
}
