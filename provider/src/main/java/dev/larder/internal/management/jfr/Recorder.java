package dev.larder.internal.management.jfr;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the events of caches go. Thread-safe; takes no lock, never throws. */
public interface Recorder {
  /** The flight recorder of this JVM; where it has none, all is forgotten. */
  Recorder INSTANCE = FlightRecorders.find();

  /** A call of user code that is under way. */
  @FunctionalInterface
  interface Call {
    /** One that nobody wants to know of. */
    Call UNRECORDED = failed -> {};

    /** It is over. Recorded if it took as long as the recording's threshold. */
    void end(boolean failed);

    /** Does what is called, and tells of its end however it comes about. */
    default <T extends @Nullable Object> T around(Supplier<? extends T> body) {
      boolean failed = true;
      try {
        T result = body.get();
        failed = false;
        return result;
      } finally {
        end(failed);
      }
    }

    /** The same for what gives nothing. */
    default void around(Runnable body) {
      boolean failed = true;
      try {
        body.run();
        failed = false;
      } finally {
        end(failed);
      }
    }
  }

  /** One cache's entries that leave by themselves, summed up. Not thread-safe. */
  @FunctionalInterface
  interface Summary {
    /** One that nobody wants to see. */
    Summary UNRECORDED = now -> {};

    /** Looks at the counts. Recorded if they have grown, and the recording's threshold has gone by since the last time. */
    void look(Counts now);
  }

  /** What a cache has counted since it was made, and how full it is. Asked only while somebody records. */
  interface Counts {
    long evictions();

    long expirations();

    long entries();

    long weight();
  }

  /**
   * A loader, or a function in its place, is called now, on this thread.
   *
   * @param keys how many values are wanted
   */
  Call load(String cache, Class<?> code, int keys);

  /**
   * Other user code is called now, on this thread.
   *
   * @param role what it is to the cache, such as "writer"
   */
  Call userCode(String cache, String role, Class<?> code);

  /** Sums up what leaves this cache. */
  Summary summary(String cache);

  /** How what is below a heap is, and what was asked of it since its cache was made. */
  record TierState(
      String state,
      long hits,
      long misses,
      long puts,
      long removals,
      long notKept,
      long failures,
      long bytesRead,
      long bytesWritten,
      long invalidations,
      long invalidationsOfAll) {}

  /**
   * What is below a cache's heap is called now, on this thread.
   *
   * @param type the tier's
   * @param keys how many keys it is about; 0 for all
   */
  Call tierCall(String cache, String type, String operation, int keys);

  /** A tier has the heap forget all its copies now, on this thread. */
  Call invalidatedAll(String cache, String type);

  /**
   * Tells of a tier from now on, once a period.
   *
   * @param state asked on a thread of the recorder's; held weakly
   * @return ends it
   */
  Runnable tier(String cache, String type, Supplier<TierState> state);
}
