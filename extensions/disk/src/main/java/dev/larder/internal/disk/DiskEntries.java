package dev.larder.internal.disk;

import dev.larder.tier.Tier;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Entries: rows of a database, files of their own for large values, and what the index knows of them. Whoever changes one has its key's
 * lock; whatever fails is thrown.
 */
final class DiskEntries {
  /** In place of a version: whatever is there. */
  static final long ANY = Long.MIN_VALUE;

  private final LargeValues large;
  private final DiskIndex index;
  private final AtomicLong versions;
  private final long largeValue;

  /**
   * @param versions the last version given
   * @param largeValue bytes from which on a value has a file of its own
   */
  DiskEntries(LargeValues large, DiskIndex index, AtomicLong versions, long largeValue) {
    this.large = large;
    this.index = index;
    this.versions = versions;
    this.largeValue = largeValue;
  }

  // -- reading

  /** Null when there is none, or it is damaged. */
  @Nullable
  TierEntry get(Database database, byte[] key) throws RocksDBException, IOException {
    return entry(database, key, row(database, key));
  }

  /** The entries of those keys that have one. */
  Map<TierKey, TierEntry> getAll(Database database, Map<TierKey, DiskKey> keys)
      throws RocksDBException, IOException {
    if (keys.isEmpty()) {
      return Map.of(); // the engine insists on some
    }
    List<byte[]> values =
        database.getAll(keys.values().stream().map(DiskKey::row).toList());
    Map<TierKey, TierEntry> found = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<TierKey, DiskKey> key : keys.entrySet()) {
      TierEntry entry = entry(database, key.getValue().row(), values.get(at++));
      if (entry != null) {
        found.put(key.getKey(), entry);
      }
    }
    return found;
  }

  /** What a row says that was read some time ago; null when it is damaged, or gone since. */
  @Nullable
  TierEntry entry(Database database, byte[] key, byte @Nullable [] value)
      throws RocksDBException, IOException {
    return value == null ? null : entry(database, key, DiskRecord.decode(key, value));
  }

  private @Nullable TierEntry entry(Database database, byte[] key, @Nullable DiskRecord found)
      throws RocksDBException, IOException {
    DiskRecord row = found;
    while (row != null) {
      byte[] bytes = row.isInFile() ? large.read(row) : row.bytes();
      if (bytes != null) {
        return new TierEntry(new TierValue(bytes, row.createdAt(), row.expiresAt()), row.version());
      }
      // The file may have gone because there is a newer value.
      DiskRecord again = row(database, key);
      row = again != null && again.version() != row.version() ? again : null;
    }
    return null;
  }

  private static @Nullable DiskRecord row(Database database, byte[] key) throws RocksDBException {
    byte[] value = database.get(key);
    return value == null ? null : DiskRecord.decode(key, value);
  }

  // -- writing

  /** A version, or what a tier says in place of one. */
  long put(Database database, DiskKey key, long expected, TierValue value)
      throws RocksDBException, IOException {
    DiskRecord before =
        expected != ANY || index.mayBeLarge(key.hash()) ? row(database, key.row()) : null;
    if (expected != ANY && (before == null ? Tier.ABSENT : before.version()) != expected) {
      return Tier.CONFLICT;
    }
    DiskRecord row = DiskRecord.of(value, versions.incrementAndGet());
    if (row.length() >= largeValue) {
      row = row.inFile(large.write(row.version(), value.bytes()));
    }
    database.put(key.row(), row.encode(key.row()));
    deleteFileOf(before);
    index.put(key.hash(), row, key.length());
    return row.version();
  }

  /** Whether there was one, with that version if one is given. */
  boolean remove(Database database, DiskKey key, long expected) throws RocksDBException {
    byte[] value = database.get(key.row());
    DiskRecord before = value == null ? null : DiskRecord.decode(key.row(), value);
    if (value == null || (expected != ANY && (before == null || before.version() != expected))) {
      return false;
    }
    database.delete(key.row());
    deleteFileOf(before);
    index.remove(key.hash());
    return true;
  }

  /** Whether there was one with that version. */
  boolean touch(Database database, DiskKey key, long expected, long expiresAt)
      throws RocksDBException {
    DiskRecord before = row(database, key.row());
    if (before == null || before.version() != expected) {
      return false;
    }
    DiskRecord after = before.expiringAt(expiresAt);
    database.put(key.row(), after.encode(key.row()));
    index.put(key.hash(), after, key.length());
    return true;
  }

  /** Deletes what the index has let go, and returns whose it was. */
  List<TierKey> delete(Database database, long hash) throws RocksDBException {
    if (index.contains(hash)) {
      return List.of();
    }
    byte[] prefix = DiskRecord.prefix(hash);
    List<byte[]> keys = new ArrayList<>();
    try (RocksIterator at = database.iterator()) {
      for (at.seek(prefix); at.isValid(); at.next()) {
        byte[] key = at.key();
        if (key.length < DiskRecord.KEY_HEADER || DiskRecord.hashOf(key) != hash) {
          break;
        }
        deleteFileOf(DiskRecord.decode(key, at.value()));
        keys.add(key);
      }
      at.status();
    }
    for (byte[] key : keys) {
      database.delete(key);
    }
    return keys.stream().map(DiskRecord::keyOf).toList();
  }

  /** Deletes all. Nobody else is at work. */
  void clear(Database database) throws RocksDBException, IOException {
    database.clear();
    large.deleteAll();
  }

  private void deleteFileOf(@Nullable DiskRecord row) {
    if (row != null && row.isInFile()) {
      large.delete(row.version());
    }
  }
}
