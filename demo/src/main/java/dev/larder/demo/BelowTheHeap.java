package dev.larder.demo;

import java.io.IOException;

/** A place for entries below the heaps of the demo's JVMs; it outlives them, and is removed with the demo. */
interface BelowTheHeap extends AutoCloseable {
  /** The block {@code tier { ... }} of a configuration that uses it. */
  String tierBlock();

  @Override
  void close() throws IOException;
}
