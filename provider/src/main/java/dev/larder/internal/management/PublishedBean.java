package dev.larder.internal.management;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * One MBean, in the server or not. The methods are synchronized so that showing and hiding at once ends in one of the two; the server
 * calls nothing of ours, nor of the cache's user, meanwhile (a JMX notification listener excepted, which must not block anyway).
 */
final class PublishedBean {
  private static final System.Logger LOG = System.getLogger("dev.larder.management");

  private final ObjectName name;
  private final Object bean;

  /** Asked late: without management, no class of JMX need be loaded. */
  private final Supplier<MBeanServer> server;

  /** Whether it was us who registered what stands there under our name. */
  private boolean ours;

  private boolean closed;

  PublishedBean(ObjectName name, Object bean, Supplier<MBeanServer> server) {
    this.name = name;
    this.bean = bean;
    this.server = server;
  }

  synchronized void show(boolean shown) {
    if (shown && !ours && !closed) {
      register();
    } else if (!shown && ours) {
      unregister();
    }
  }

  synchronized void close() {
    closed = true;
    try {
      show(false);
    } catch (CacheException e) {
      LOG.log(WARNING, "MBean " + name + " stays behind", e);
    }
  }

  private void register() {
    try {
      server.get().registerMBean(bean, name);
      ours = true;
    } catch (InstanceAlreadyExistsException e) {
      LOG.log(
          INFO,
          "MBean {0} is there already: another cache manager with the same URI has a cache of that name (or of one that"
              + " differs only in special characters), and that one is shown; give the managers different URIs to see both",
          name);
    } catch (JMException | JMRuntimeException | SecurityException e) {
      throw new CacheException(
          "MBean " + name + " cannot be registered; allow it or switch it off", e);
    }
  }

  private void unregister() {
    ours = false;
    try {
      server.get().unregisterMBean(name);
    } catch (
        InstanceNotFoundException e) { // somebody else has taken it away: it is gone, as we want
    } catch (JMException | JMRuntimeException | SecurityException e) {
      throw new CacheException("MBean " + name + " cannot be unregistered; remove it by hand", e);
    }
  }
}
