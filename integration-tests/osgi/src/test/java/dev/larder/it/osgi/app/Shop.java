package dev.larder.it.osgi.app;

import java.util.Hashtable;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An application: takes an order, and offers as a service what its cache says of it. */
public class Shop implements BundleActivator {
  @Override
  @SuppressWarnings("JdkObsolete") // OSGi's own signature
  public void start(BundleContext context) {
    // docs: osgi
    ClassLoader mine = Shop.class.getClassLoader();
    CachingProvider provider = Caching.getCachingProvider("dev.larder.LarderCachingProvider", mine);
    Cache<String, Order> orders = provider
        .getCacheManager(provider.getDefaultURI(), mine) // where the values' classes are
        .createCache("orders", new MutableConfiguration<String, Order>());
    // docs: end
    Order order = new Order(3);
    orders.put("first", order);
    order.pieces = 4;
    Supplier<String> answer = () ->
        orders.get("first").pieces + " pieces in " + orders.unwrap(dev.larder.LarderCache.class);
    context.registerService(Supplier.class, answer, new Hashtable<>());
  }

  @Override
  public void stop(BundleContext context) {
    Caching.getCachingProvider("dev.larder.LarderCachingProvider", Shop.class.getClassLoader())
        .close();
  }
}
