package dev.larder.internal.management;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.management.CacheMXBean;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.MBeanServer;

/**
 * The two MBeans of one cache in the platform's MBean server, shown and hidden independently. Thread-safe.
 *
 * <p>They are named as JSR-107 says, see {@link BeanName}. Two managers with one URI and different class loaders may each have a cache
 * of one name; then the names collide, the first bean stays, and the second cache has none (which is logged). Each cache takes away only
 * what it has brought.
 */
public final class CacheMBeans implements AutoCloseable {
  private final PublishedBean configuration;
  private final PublishedBean statistics;

  /**
   * Shows nothing yet.
   *
   * @param configuration gives the configuration as it is now
   * @param statistics the counts
   */
  public CacheMBeans(
      URI manager,
      String cache,
      Supplier<? extends CompleteConfiguration<?, ?>> configuration,
      CacheStatisticsMXBean statistics) {
    this(
        new BeanName(manager, cache),
        configuration,
        statistics,
        ManagementFactory::getPlatformMBeanServer);
  }

  CacheMBeans(
      BeanName name,
      Supplier<? extends CompleteConfiguration<?, ?>> configuration,
      CacheStatisticsMXBean statistics,
      Supplier<MBeanServer> server) {
    CacheMXBean configurationBean = new ConfigurationBean(configuration);
    this.configuration =
        new PublishedBean(name.of("CacheConfiguration"), configurationBean, server);
    this.statistics = new PublishedBean(name.of("CacheStatistics"), statistics, server);
  }

  /**
   * Shows or hides the configuration; twice is as once, after {@link #close} nothing happens.
   *
   * @throws CacheException if the MBean server refuses for any reason but a taken name
   */
  public void showConfiguration(boolean shown) {
    configuration.show(shown);
  }

  /**
   * Shows or hides the statistics; twice is as once, after {@link #close} nothing happens.
   *
   * @throws CacheException if the MBean server refuses for any reason but a taken name
   */
  public void showStatistics(boolean shown) {
    statistics.show(shown);
  }

  /** Hides both for good. Never throws; what fails is logged. */
  @Override
  public void close() {
    configuration.close();
    statistics.close();
  }
}
