package dev.larder.internal.copy;

/**
 * A faster way to copy than serialization, brought by another jar: {@code larder-fory} names one in {@code META-INF/services}. Its
 * presence on the class path is all that it takes. Internal: there is no promise to others who implement it.
 */
public interface GraphCopiers {
  /**
   * A copier for the caches of one class loader.
   *
   * @param loader the manager's; to be held no longer than the copier is
   */
  GraphCopier of(ClassLoader loader);
}
