package dev.larder.internal.processor;

/** What an invocation comes down to: the one step that the cache takes for it. See {@link ProcessorEntry}. */
public enum Net {
  /** Nothing was asked that matters, or it cancelled out. */
  NONE,
  /** The value of an entry was read. */
  ACCESSED,
  /** There was no entry, and the loader brought a value, which is to be kept. */
  LOADED,
  /** There was no entry, and one is to be made. */
  CREATED,
  /** There was an entry, and it gets a value. */
  UPDATED,
  /** There is to be no entry, and the writer is to be told so, be there one now or not. */
  REMOVED;

  /** Whether the entry gets the value that the processor has set. */
  public boolean isPut() {
    return this == CREATED || this == UPDATED;
  }
}
