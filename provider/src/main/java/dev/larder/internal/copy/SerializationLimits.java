package dev.larder.internal.copy;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;

/**
 * Limits on what is serialized, and so on what is read back.
 *
 * <p>Which classes may be read is others' business ({@link WrittenClasses}, {@link AllowedClasses}). The limits are there to end what has run away, and are set so that what {@link Copier#store} accepts {@link Copier#read} can read.
 */
final class SerializationLimits {
  /**
   * 256 MiB for one value. It also limits what that value can hold when it is read: each object and each element of an array takes
   * at least one byte.
   */
  static final int MAXIMUM_BYTES = 1 << 28;

  /**
   * Objects nested in each other. Writing takes several stack frames a level, so that a thread with the usual 1 MiB of stack gives up
   * at some thousands: only a thread with an uncommonly large stack gets so far.
   */
  static final int MAXIMUM_DEPTH = 10_000;

  /** Refuses what is beyond the limits and leaves all else to the JVM's own filter. */
  static final ObjectInputFilter FILTER =
      info -> isBeyondLimits(info) ? Status.REJECTED : Status.UNDECIDED;

  /**
   * The most elements of an array for each byte: an element takes a byte at least, and the table of a hash map has room for at most
   * four times as many as it holds, rounded up to a power of two. Twice that, for tables of others.
   */
  private static final int ELEMENTS_A_BYTE = 16;

  /** Where there are hardly any bytes, the tables of empty collections count. */
  private static final int ELEMENTS_AT_LEAST = 1 << 10;

  private SerializationLimits() {}

  /** The same filter for so many bytes: what claims to hold more than they can say is refused before room is made for it. */
  static ObjectInputFilter within(int bytes, ObjectInputFilter filter) {
    long most = ELEMENTS_AT_LEAST + (long) bytes * ELEMENTS_A_BYTE;
    return info -> info.arrayLength() > most ? Status.REJECTED : filter.checkInput(info);
  }

  private static boolean isBeyondLimits(FilterInfo info) {
    return info.depth() > MAXIMUM_DEPTH
        || info.references() > MAXIMUM_BYTES
        || info.arrayLength() > MAXIMUM_BYTES;
  }
}
