package dev.larder.benchmarks.rows;

/** The keys of a store. Made anew for look-ups: a user's key is seldom the very object that is in the cache. */
public enum Keys {
  LONG(Long.class) {
    @Override
    Object make(long number) {
      return number;
    }
  },
  STRING(String.class) {
    @Override
    Object make(long number) {
      return "user:" + number;
    }
  };

  private final Class<?> type;

  Keys(Class<?> type) {
    this.type = type;
  }

  abstract Object make(long number);

  @SuppressWarnings("unchecked")
  Class<Object> type() {
    return (Class<Object>) type;
  }

  /** So many different keys, far apart. */
  Object[] make(int howMany) {
    Object[] keys = new Object[howMany];
    for (int i = 0; i < howMany; i++) {
      keys[i] = make(1_000_000_007L * (i + 1));
    }
    return keys;
  }
}
