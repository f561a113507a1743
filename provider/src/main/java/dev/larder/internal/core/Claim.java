package dev.larder.internal.core;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who wants to load a key is told. Exactly one of the three: the value is there; the key is theirs to load; or
 * somebody else is at work on it, whom one may {@link #await}.
 *
 * @param value the live value, or null
 * @param mine the caller's hold, to be released by the caller, or null
 * @param theirs somebody else's hold, or null
 */
public record Claim<K, V>(
    @Nullable V value,
    @Nullable Hold<K, V> mine,
    @Nullable Hold<K, V> theirs,
    @Nullable CountDownLatch released,
    boolean joinsLoad) {
  static <K, V> Claim<K, V> present(V value) {
    return new Claim<>(value, null, null, null, false);
  }

  static <K, V> Claim<K, V> toLoad(Hold<K, V> mine) {
    return new Claim<>(null, mine, null, null, false);
  }

  static <K, V> Claim<K, V> elsewhere(Hold<K, V> theirs) {
    return new Claim<>(null, null, theirs, theirs.latch(), theirs.yielding);
  }

  /**
   * Waits for whoever is at work on the key.
   *
   * @return the finished load, whose outcome is the caller's, too; null when it was not a load, and the caller claims again
   * @throws HeldKeyException when the wait would never end, or is interrupted
   */
  public @Nullable Hold<K, V> await() {
    if (theirs == null || released == null) {
      throw new IllegalStateException("there is nobody to wait for");
    }
    WaitGraph.await(theirs, released);
    return joinsLoad ? theirs : null;
  }
}
