package dev.larder.jcstress;

import org.jspecify.annotations.Nullable;

/** A value whose content is not final: a reader that sees it half made has met a race. */
final class Item {
  static final int ABSENT = -1;

  int content;

  Item(int content) {
    this.content = content;
  }

  /** What a reader found. */
  static int seen(@Nullable Item found) {
    return found == null ? ABSENT : found.content;
  }
}
