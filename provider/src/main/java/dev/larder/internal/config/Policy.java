package dev.larder.internal.config;

import java.util.Locale;

/** Who leaves when room is needed. */
public enum Policy {
  TINY_LFU,
  LRU,
  MRU,
  LFU,
  FIFO,
  LIFO,
  RANDOM;

  /** The word for it in a file, such as {@code tiny-lfu}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
