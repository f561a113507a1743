package dev.larder.internal.copy;

import java.io.ObjectInputFilter;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** The ways to keep a cache's objects apart from its callers'. */
public final class Copiers {
  private static final System.Logger LOG = System.getLogger("dev.larder.copy");

  /** Never sure of anything. */
  private static final GraphCopier NONE = (value, allowed) -> null;

  private Copiers() {}

  /** Looked for once, beside our own classes, when the first cache by value is made. */
  private static final class Found {
    static final GraphCopiers GRAPH_COPIERS = find();

    private static GraphCopiers find() {
      try {
        return ServiceLoader.load(GraphCopiers.class, Copiers.class.getClassLoader())
            .findFirst()
            .orElse(loader -> NONE);
      } catch (ServiceConfigurationError | LinkageError e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "larder-fory is on the class path, but cannot be used; values are copied by serialization",
            e);
        return loader -> NONE;
      }
    }
  }

  /** Keeps and gives out the very objects it is given: for {@code setStoreByValue(false)}. */
  @SuppressWarnings("unchecked") // it never touches what passes through it
  public static <T> Copier<T> byReference() {
    return (Copier<T>) ByReference.INSTANCE;
  }

  /**
   * Copies what is not proven immutable, and nothing if the type proves that of all: then this is {@link #byReference}. Copies with {@code larder-fory} where that is on the class path and sure to copy as serialization
   * would, else by serialization, which reads back no class that this copier has not written.
   *
   * @param cacheName for messages
   * @param loader the manager's: where classes are looked for first when a value is read back. Held weakly
   * @param type of all that is copied; {@code Object} when it is not known
   */
  public static <T> Copier<T> byValue(String cacheName, ClassLoader loader, Class<T> type) {
    return byValue(new JavaSerialization(cacheName, loader), loader, type);
  }

  private static <T> Copier<T> byValue(
      JavaSerialization serialization, ClassLoader loader, Class<T> type) {
    return Immutability.isProvenOfAll(type)
        ? byReference()
        : new ByValue<>(serialization, Found.GRAPH_COPIERS.of(loader));
  }

  /**
   * The same for a cache with a list of classes: a value that has to be copied and holds an object of another class is refused when it
   * is stored. What is immutable needs no copy, and may be of any class: nothing is made of it.
   *
   * @param allowed as in {@link #allowing}
   */
  public static <T> Copier<T> byValue(
      String cacheName, ClassLoader loader, Class<T> type, List<String> allowed) {
    return byValue(
        new JavaSerialization(cacheName, loader, new AllowedClasses(allowed)), loader, type);
  }

  /**
   * Leaves copying to the user, on the way in and on the way out.
   *
   * @param copier asked on the callers' threads; must not answer null
   */
  public static <T> Copier<T> byUser(String cacheName, UnaryOperator<T> copier) {
    return new UserCopies<>(cacheName, copier);
  }

  /**
   * Larder's own limits, and nothing but these classes and what every value is made of.
   *
   * @param patterns classes, {@code com.acme.*} for a package, {@code com.acme.**} for that and those below
   */
  public static ObjectInputFilter allowing(List<String> patterns) {
    return new AllowedClasses(patterns);
  }
}
