package dev.larder.annotations.internal;

/** What the engine needs of its container: it makes what the user names by class, resolver factories and key generators. */
public interface Parts {
  /**
   * An instance of that class; asked once per annotated method.
   *
   * @throws RuntimeException when there is none to be had
   */
  <T> T get(Class<T> type);

  /** The call, to be made on a thread that the container knows nothing of: with whatever the container needs there. */
  default Call inBackground(Call call) {
    return call;
  }
}
