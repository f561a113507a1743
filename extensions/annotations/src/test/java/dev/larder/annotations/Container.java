package dev.larder.annotations;

/** A container that has been started, real in all its parts. */
interface Container extends AutoCloseable {
  <T> T bean(Class<T> type);

  @Override
  void close();
}
