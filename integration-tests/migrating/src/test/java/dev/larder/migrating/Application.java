package dev.larder.migrating;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.management.JMException;
import javax.management.ObjectName;

/** An application that knows {@code javax.cache} and no provider. */
final class Application {
  private final CacheManager manager;

  Application(CacheManager manager) {
    this.manager = manager;
  }

  /** Uses both of its caches, and looks at what JMX shows. */
  void run() throws JMException {
    Cache<String, String> orders = manager.getCache("orders", String.class, String.class);
    for (int i = 0; i < 2_000; i++) {
      orders.put("order" + i, "filled");
    }
    orders.put("last", "open");
    assertThat(orders.get("last")).isEqualTo("open");
    assertThat(orders.putIfAbsent("last", "other")).isFalse();
    assertThat(count(orders, "CachePuts")).isEqualTo(2_001L);
    assertThat(count(orders, "CacheEvictions")).isNotNegative();
    Cache<Object, Object> names = manager.getCache("names");
    names.put(1, "one");
    assertThat(names.get(1)).isEqualTo("one");
  }

  /** The same for a configuration with a loader. */
  void runLoading() throws JMException {
    run();
    assertThat(manager.getCache("names").get(7)).isEqualTo("name of 7");
  }

  private static long count(Cache<?, ?> cache, String attribute) throws JMException {
    ObjectName query =
        new ObjectName("javax.cache:type=CacheStatistics,Cache=" + cache.getName() + ",*");
    var server = ManagementFactory.getPlatformMBeanServer();
    return (Long) server.getAttribute(server.queryNames(query, null).iterator().next(), attribute);
  }
}
