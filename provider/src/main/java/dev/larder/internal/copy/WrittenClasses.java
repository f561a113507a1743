package dev.larder.internal.copy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that have been serialized somewhere, and so may be deserialized there: bytes that somebody has changed on the heap bring no
 * class into being that the values did not consist of. Thread-safe.
 *
 * <p>Asked where the names in the bytes are looked up, and not as an {@link java.io.ObjectInputFilter}. That one is asked of what {@code
 * readResolve} answers as well, which nobody can know beforehand, and need not: it comes from a class that was let pass.
 */
class WrittenClasses {
  /** For those who have a filter that says which classes may be read. */
  static final WrittenClasses ANY = new WrittenClasses() {
    @Override
    void note(Class<?> type) {}

    @Override
    boolean contain(String className) {
      return true;
    }
  };

  /** Names, so that no class loader is kept alive; loaders are asked in the same order for all values. */
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** The class, or the interface of a proxy, is part of what is being written. */
  void note(Class<?> type) {
    String name = type.getName();
    // Mostly it is there, and looking takes no lock.
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  boolean contain(String className) {
    return names.contains(className);
  }

  /** Whether a value may hold objects of the class at all. */
  boolean mayHold(Class<?> type) {
    return true;
  }
}
