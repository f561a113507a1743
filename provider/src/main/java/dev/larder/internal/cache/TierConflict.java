package dev.larder.internal.cache;

/** Another JVM has changed the entry that an operation went by: the operation is done once more. Never reaches a user. */
final class TierConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  TierConflict() {
    super("changed meanwhile by another JVM", null, false, false);
  }
}
