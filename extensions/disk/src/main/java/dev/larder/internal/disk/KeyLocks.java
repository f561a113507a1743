package dev.larder.internal.disk;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A lock for each key, which some keys share. Thread-safe. */
final class KeyLocks {
  private static final int STRIPES = 64;

  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  KeyLocks() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
  }

  Lock of(long hash) {
    return stripes[(int) (hash >>> 32) & (STRIPES - 1)];
  }
}
