package dev.larder.annotations.internal;

/** How the container makes what the user names by class: resolver factories and key generators. */
@FunctionalInterface
public interface Parts {
  /**
   * An instance of that class; asked once per annotated method.
   *
   * @throws RuntimeException when there is none to be had
   */
  <T> T get(Class<T> type);
}
