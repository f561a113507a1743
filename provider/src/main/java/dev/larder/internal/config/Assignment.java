package dev.larder.internal.config;

/**
 * A setting with the value that somebody gave it, and where.
 *
 * @param path the key in full, such as {@code larder.caches.orders.maximum-size}
 * @param place the file and line, "system property", "code" ...
 */
record Assignment<T>(Setting<T> setting, T value, String path, String place) {
  /** For messages: where, and what. */
  String described() {
    return place + ": " + path;
  }
}
