package dev.larder.internal.copy;

/** Refuses to write what the list of readable classes would keep from being read. Thread-safe; remembers what it has let pass. */
final class ReadableClasses extends WrittenClasses {
  private final AllowedClasses allowed;

  ReadableClasses(AllowedClasses allowed) {
    this.allowed = allowed;
  }

  @Override
  void note(Class<?> type) {
    if (!mayHold(type)) {
      throw new RefusedClassException(AllowedClasses.elementOf(type).getName());
    }
  }

  /** Mostly one look at what was let pass already. */
  @Override
  boolean mayHold(Class<?> type) {
    if (super.contain(type.getName())) {
      return true;
    }
    if (!allowed.isAllowed(type)) {
      return false;
    }
    super.note(type);
    return true;
  }

  /** The filter is asked. */
  @Override
  boolean contain(String className) {
    return true;
  }

  /** Its message is the name of the class. */
  static final class RefusedClassException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private RefusedClassException(String className) {
      super(className, null, false, false);
    }
  }
}
