package dev.larder;

/**
 * Why an entry left a cache. An entry <em>expires</em> (time), is <em>evicted</em> (room), is <em>removed</em> (somebody asked), or
 * is replaced.
 *
 * <pre>{@code
 * cache.onRemoval((key, value, cause) -> {
 *   if (cause == RemovalCause.SIZE) {
 *     evicted.increment();
 *   }
 * });
 * }</pre>
 */
public enum RemovalCause {
  /** Its time was up. */
  EXPIRED,
  /** Somebody removed it, or cleared the cache. */
  EXPLICIT,
  /** Another value took its place; the listener gets the old one. */
  REPLACED,
  /** It had to make room, or was heavier than the whole cache may be. */
  SIZE;

  /** Whether nobody asked for it: it expired, or had to make room. */
  public boolean isAutomatic() {
    return this == EXPIRED || this == SIZE;
  }
}
