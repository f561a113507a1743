package dev.larder.internal.copy;

/** The caller's objects are the cache's. */
enum ByReference implements Copier<Object> {
  INSTANCE;

  @Override
  public Object store(Object value) {
    return value;
  }

  @Override
  public Object read(Object stored) {
    return stored;
  }

  @Override
  public Object copy(Object value) {
    return value;
  }
}
