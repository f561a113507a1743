package dev.larder.internal.core;

/**
 * Why an entry left the table. Three words never blur: an entry <em>expires</em> (time), is <em>evicted</em> (room), is
 * <em>removed</em> (somebody asked).
 */
public enum RemovalCause {
  /** Its time was up. */
  EXPIRED,
  /** Somebody removed it, or cleared the table. */
  EXPLICIT,
  /** A new value took its place. The cause carries the old value. */
  REPLACED,
  /** It had to make room, or was heavier than the whole table may be. */
  SIZE
}
