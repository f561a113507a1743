package dev.larder.internal.integration;

import static java.lang.System.Logger.Level.WARNING;

/**
 * The user's object at the other end, as messages name it: cache and class, never keys or values.
 *
 * @param role what it is to the cache, such as "loader"
 */
record Partner(String cache, String role, Object instance) {
  private static final System.Logger LOG = System.getLogger("dev.larder.integration");

  String failed(String operation) {
    return this + " failed to " + operation + "; see the cause";
  }

  /** Closes it if it can be closed; what goes wrong is logged. */
  void close() {
    if (instance instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Throwable e) {
        LOG.log(WARNING, this + " failed to close; it is no longer used", e);
      }
    }
  }

  @Override
  public String toString() {
    return "cache \"" + cache + "\": " + role + " " + instance.getClass().getName();
  }
}
