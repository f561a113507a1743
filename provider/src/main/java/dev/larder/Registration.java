package dev.larder;

/** Something that was added to a cache, and can be taken away again. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  /** Takes it away. What is under way on other threads may still reach it; a second time does nothing. */
  @Override
  void close();
}
