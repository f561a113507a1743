package dev.larder.internal.redis;

import org.jspecify.annotations.Nullable;

/**
 * What we know of the cache's generation, so that a read need not ask for it. The server tells us of each change, and of changes that it
 * made before it answered us it tells us before: whoever looks here <em>after</em> an answer knows at least what the server knew when that
 * read began. Thread-safe.
 *
 * <p>What was learnt counts only if nobody has forgotten in between, since an answer may come to its thread after the news of a change.
 */
final class Generation {
  /** Compared by identity. */
  static final class Known {
    private final byte @Nullable [] bytes;

    private Known(byte @Nullable [] bytes) {
      this.bytes = bytes;
    }
  }

  private volatile Known known = new Known(null);

  /** Null when it is not known. */
  byte @Nullable [] bytes() {
    return known.bytes;
  }

  /** It may have changed, or we may not be told of changes. */
  synchronized void forget() {
    known = new Known(null);
  }

  /** To be asked for before the question that {@link #learn} has the answer of. */
  Known before() {
    return known;
  }

  /** The server has told, and will tell of changes. */
  synchronized void learn(Known before, byte @Nullable [] told) {
    // Of another length it is none of ours.
    if (known == before && told != null && told.length == Long.BYTES) {
      known = new Known(told);
    }
  }
}
