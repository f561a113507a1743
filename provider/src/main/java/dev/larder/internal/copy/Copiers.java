package dev.larder.internal.copy;

import java.io.ObjectInputFilter;

/** The ways to keep a cache's objects apart from its callers'. */
public final class Copiers {
  private Copiers() {}

  /** Keeps and gives out the very objects it is given: for {@code setStoreByValue(false)}. */
  @SuppressWarnings("unchecked") // it never touches what passes through it
  public static <T> Copier<T> byReference() {
    return (Copier<T>) ByReference.INSTANCE;
  }

  /**
   * Copies what is not proven immutable, with Larder's own limits on what may be deserialized.
   *
   * @param cacheName for messages
   * @param loader the manager's: where classes are looked for first when a value is read back. Held weakly
   */
  public static <T> Copier<T> byValue(String cacheName, ClassLoader loader) {
    return byValue(cacheName, loader, SerializationLimits.FILTER);
  }

  /**
   * Copies what is not proven immutable.
   *
   * @param filter asked about every class, array and depth while a value is read back, besides the JVM's own filter ({@code
   *     jdk.serialFilter}): what either rejects is rejected
   */
  public static <T> Copier<T> byValue(
      String cacheName, ClassLoader loader, ObjectInputFilter filter) {
    return new ByValue<>(new JavaSerialization(cacheName, loader, filter));
  }
}
