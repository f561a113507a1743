package dev.larder;

/**
 * Something that was added to a cache, and can be taken away again.
 *
 * <pre>{@code
 * try (Registration history = cache.keepHistory()) {
 *   runTheSlowPart();
 *   log(cache.explain("apple").text());
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  /** Takes it away. What is under way on other threads may still reach it; a second time does nothing. */
  @Override
  void close();
}
