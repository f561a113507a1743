package dev.larder.internal.copy;

/**
 * What the table keeps of a value that has to be copied, in a form that gives a fresh object each time. Nobody outside of this package
 * can make one, so no user's object can be taken for one.
 */
abstract class PrivateCopy {
  /** A caller's own object. */
  abstract Object fresh(JavaSerialization serialization);

  /** The same where this copy is used but once, and not kept. */
  abstract Object once(JavaSerialization serialization);
}
