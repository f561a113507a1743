package dev.larder.internal.disk;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** After a start the index learns in the background what there is; what was changed meanwhile it knows already. Thread-safe. */
final class Stocktaking {
  private final DiskIndex index;
  private final KeyLocks locks;
  private final LargeValues large;

  /** The versions that have files. */
  private final Set<Long> files = ConcurrentHashMap.newKeySet();

  /** What was written or deleted meanwhile; null once all is known. */
  private volatile @Nullable Set<Long> changed = ConcurrentHashMap.newKeySet();

  Stocktaking(DiskIndex index, KeyLocks locks, LargeValues large) {
    this.index = index;
    this.locks = locks;
    this.large = large;
  }

  boolean isOver() {
    return changed == null;
  }

  /** All is known. */
  void end() {
    changed = null;
  }

  /** Something is about to be done to the key. Its lock is held. */
  void note(long hash) {
    Set<Long> noting = changed;
    if (noting != null) {
      noting.add(hash);
    }
  }

  /** Learns of some rows. */
  void learn(List<byte[][]> rows) {
    for (byte[][] row : rows) {
      learn(row[0], row[1]);
    }
  }

  private void learn(byte[] key, byte[] value) {
    long hash = DiskRecord.hashOf(key);
    DiskRecord row = DiskRecord.decode(key, value);
    Lock lock = locks.of(hash);
    lock.lock();
    try {
      Set<Long> noting = changed;
      if (row != null && row.isInFile()) {
        files.add(row.version());
      }
      if (noting == null || noting.contains(hash)) {
        return;
      }
      if (row == null) {
        index.leave(hash);
      } else {
        index.putIfAbsent(hash, row, key.length - DiskRecord.KEY_HEADER);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * All rows have been met: files that none of them has are nobody's.
   *
   * @param firstVersion of those that were written since the start
   */
  void deleteOrphans(long firstVersion) throws IOException {
    large.deleteAllBut(version -> version >= firstVersion || files.contains(version));
  }
}
