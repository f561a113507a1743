package dev.larder.internal.redis;

import org.jspecify.annotations.Nullable;

/** A cache of numbers by name, shared by several JVMs. */
interface SharedNumbers extends AutoCloseable {
  @Nullable
  Long get(String name);

  void put(String name, long number);

  boolean putIfAbsent(String name, long number);

  /** Adds one, atomically. */
  void increment(String name);

  @Override
  void close();
}
