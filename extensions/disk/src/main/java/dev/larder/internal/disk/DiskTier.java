package dev.larder.internal.disk;

import dev.larder.tier.Tier;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierException;
import dev.larder.tier.TierHealth;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import dev.larder.tier.TierValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The tier of one cache on disk.
 *
 * <p>What cannot be read is a miss. What cannot be written must not leave an older value behind: when a write fails, all is thrown away,
 * and the tier begins anew, empty; as long as it cannot, it has nothing and keeps nothing.
 */
final class DiskTier implements Tier {
  private static final System.Logger LOG = System.getLogger("dev.larder.disk");
  private static final int STRIPES = 64;
  private static final byte[] FIRST = {DiskRecord.ENTRY};
  private static final byte[] BEYOND = {DiskRecord.ENTRY + 1};
  private static final int BATCH = 256;
  private static final long BATCH_BYTES = 1L << 20;
  private static final long ANY = Long.MIN_VALUE;

  private final String cacheName;
  private final DiskSettings settings;
  private final TierListener listener;
  private final Folder folder;
  private final LargeValues large;
  private final DiskIndex index;
  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
  private final AtomicLong versions = new AtomicLong(System.currentTimeMillis() * 1_000_000);
  private final LongAdder readFailures = new LongAdder();
  private final LongAdder writeFailures = new LongAdder();
  private final Thread upkeep;

  /** Null when there is none that works. Changed by whoever has the gate alone. */
  private volatile @Nullable Database database;

  private volatile boolean broken;
  private volatile boolean closed;

  /** What was written or deleted while the index was read anew; null once that is done. */
  private volatile @Nullable Set<Long> changed = ConcurrentHashMap.newKeySet();

  private DiskTier(DiskSettings settings, TierContext context, Folder folder) {
    this.cacheName = context.cacheName();
    this.settings = settings;
    this.listener = context.listener();
    this.folder = folder;
    this.large =
        new LargeValues(folder.large(), settings.durability() == DiskSettings.Durability.SYNC);
    this.index = new DiskIndex(cacheName, settings.maximumBytes(), context.clock());
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
    this.upkeep = new Thread(this::keepUp, "larder-disk " + cacheName);
    upkeep.setDaemon(true);
  }

  static DiskTier open(DiskSettings settings, TierContext context) {
    Folder folder = Folder.open(settings.folder(), context.cacheName());
    try {
      DiskTier tier = new DiskTier(settings, context, folder);
      tier.openFirst();
      tier.upkeep.start();
      return tier;
    } catch (IOException | RocksDBException e) {
      folder.close();
      throw new TierException(
          "cache \"" + context.cacheName() + "\": its tier in " + settings.folder()
              + " cannot be opened (" + e.getMessage() + ")",
          e);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private void openFirst() throws IOException, RocksDBException {
    if (!folder.wasClosed() && folder.mayBeIncomplete()) {
      LOG.log(
          System.Logger.Level.INFO,
          "cache \"" + cacheName
              + "\": its tier was not closed in order, and starts empty, as durability = none has it");
      folder.empty();
    }
    boolean isUndamaged = folder.isUndamaged();
    folder.markOpen(settings.durability());
    if (!isUndamaged) {
      startEmpty(null);
    } else {
      try {
        database = Database.open(folder.database(), settings);
      } catch (RocksDBException e) {
        startEmpty(e);
      }
    }
    try (RocksIterator entries = java.util.Objects.requireNonNull(database).iterator()) {
      entries.seek(FIRST);
      if (!entries.isValid()) {
        changed = null; // there is nothing to be read anew
        large.deleteAll();
      }
    }
  }

  private void startEmpty(@Nullable RocksDBException cause) throws IOException, RocksDBException {
    if (settings.failsOnCorruption()) {
      throw new TierException(
          "cache \"" + cacheName + "\": its tier in " + settings.folder()
              + " is damaged; remove that folder, or set on-corruption = start-empty",
          cause);
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "cache \"" + cacheName + "\": its tier in " + settings.folder()
            + " is damaged, and starts empty",
        cause);
    folder.empty();
    database = Database.open(folder.database(), settings);
  }

  // -- operations

  private interface Operation<T> {
    T on(Database database) throws RocksDBException, IOException;
  }

  private <T> T read(T otherwise, Operation<T> operation) {
    gate.readLock().lock();
    try {
      Database current = database;
      return current == null || broken ? otherwise : operation.on(current);
    } catch (RocksDBException | IOException e) {
      readFailures.increment();
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + cacheName + "\": its tier cannot read what it has; that counts as nothing",
          e);
      return otherwise;
    } finally {
      gate.readLock().unlock();
    }
  }

  private <T> T write(long hash, T otherwise, Operation<T> operation) {
    Exception failure;
    gate.readLock().lock();
    try {
      ReentrantLock stripe = stripe(hash);
      stripe.lock();
      try {
        Database current = database;
        if (current == null || broken) {
          return otherwise;
        }
        note(hash);
        return operation.on(current);
      } catch (RocksDBException | IOException e) {
        broken = true; // before anybody else can read what should have been written over
        failure = e;
      } finally {
        stripe.unlock();
      }
    } finally {
      gate.readLock().unlock();
      if (!broken) {
        letGo();
      }
    }
    beginAnew(failure);
    return otherwise;
  }

  private ReentrantLock stripe(long hash) {
    return stripes[(int) (hash >>> 32) & (STRIPES - 1)];
  }

  private void note(long hash) {
    Set<Long> noting = changed;
    if (noting != null) {
      noting.add(hash);
    }
  }

  private static @Nullable DiskRecord row(Database database, byte[] key) throws RocksDBException {
    byte[] value = database.get(key);
    return value == null ? null : DiskRecord.decode(key, value);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public @Nullable TierEntry get(TierKey key) {
    long hash = DiskRecord.hash(key.bytes());
    byte[] databaseKey = DiskRecord.key(hash, key.bytes());
    Optional<TierEntry> found =
        read(Optional.empty(), current -> Optional.ofNullable(entry(current, databaseKey)));
    if (found.isPresent()) {
      index.used(hash);
    }
    return found.orElse(null);
  }

  private @Nullable TierEntry entry(Database current, byte[] databaseKey)
      throws RocksDBException, IOException {
    DiskRecord row = row(current, databaseKey);
    while (row != null) {
      byte[] bytes = row.isInFile() ? large.read(row) : row.bytes();
      if (bytes != null) {
        return new TierEntry(new TierValue(bytes, row.createdAt(), row.expiresAt()), row.version());
      }
      // The file may have gone because there is a newer value.
      DiskRecord again = row(current, databaseKey);
      row = again != null && again.version() != row.version() ? again : null;
    }
    return null;
  }

  @Override
  public long put(TierKey key, TierValue value) {
    return store(key, ANY, value);
  }

  @Override
  public long compareAndPut(TierKey key, long expected, TierValue value) {
    return store(key, expected, value);
  }

  private long store(TierKey key, long expected, TierValue value) {
    long hash = DiskRecord.hash(key.bytes());
    byte[] databaseKey = DiskRecord.key(hash, key.bytes());
    return write(hash, NOT_KEPT, current -> {
      DiskRecord before =
          expected != ANY || index.mayBeLarge(hash) ? row(current, databaseKey) : null;
      if (expected != ANY && (before == null ? ABSENT : before.version()) != expected) {
        return CONFLICT;
      }
      DiskRecord row = DiskRecord.of(value, versions.incrementAndGet());
      if (row.length() >= settings.largeValue()) {
        row = row.inFile(large.write(row.version(), value.bytes()));
      }
      current.put(databaseKey, row.encode(databaseKey));
      deleteFileOf(before);
      index.put(hash, row, key.length());
      return row.version();
    });
  }

  private void deleteFileOf(@Nullable DiskRecord row) {
    if (row != null && row.isInFile()) {
      large.delete(row.version());
    }
  }

  @Override
  public boolean remove(TierKey key) {
    return remove(key, ANY);
  }

  @Override
  public boolean compareAndRemove(TierKey key, long expected) {
    return remove(key, expected);
  }

  private boolean remove(TierKey key, long expected) {
    long hash = DiskRecord.hash(key.bytes());
    byte[] databaseKey = DiskRecord.key(hash, key.bytes());
    return write(hash, false, current -> {
      byte[] value = current.get(databaseKey);
      DiskRecord before = value == null ? null : DiskRecord.decode(databaseKey, value);
      if (value == null || (expected != ANY && (before == null || before.version() != expected))) {
        return false;
      }
      current.delete(databaseKey);
      deleteFileOf(before);
      index.remove(hash);
      return true;
    });
  }

  @Override
  public boolean touch(TierKey key, long expected, long expiresAt) {
    long hash = DiskRecord.hash(key.bytes());
    byte[] databaseKey = DiskRecord.key(hash, key.bytes());
    return write(hash, false, current -> {
      DiskRecord before = row(current, databaseKey);
      if (before == null || before.version() != expected) {
        return false;
      }
      DiskRecord after = before.expiringAt(expiresAt);
      current.put(databaseKey, after.encode(databaseKey));
      index.put(hash, after, key.length());
      return true;
    });
  }

  @Override
  public void clear() {
    Exception failure;
    gate.writeLock().lock();
    try {
      Database current = database;
      index.clear();
      if (current == null) {
        return;
      }
      changed = null;
      current.deleteRange(FIRST, BEYOND);
      large.deleteAll();
      return;
    } catch (RocksDBException | IOException e) {
      broken = true;
      failure = e;
    } finally {
      gate.writeLock().unlock();
    }
    beginAnew(failure);
  }

  // -- walking

  /** Reads some rows from a key on; the key itself only if {@code inclusive}. */
  private List<byte[][]> rows(byte[] from, boolean inclusive) {
    return read(List.of(), current -> {
      List<byte[][]> rows = new ArrayList<>();
      long bytes = 0;
      try (RocksIterator at = current.iterator()) {
        at.seek(from);
        while (at.isValid() && rows.size() < BATCH && bytes < BATCH_BYTES) {
          byte[] key = at.key();
          if (key[0] != DiskRecord.ENTRY) {
            break;
          }
          if (inclusive || !java.util.Arrays.equals(key, from)) {
            byte[] value = at.value();
            rows.add(new byte[][] {key, value});
            bytes += value.length;
          }
          at.next();
        }
        at.status();
      }
      return rows;
    });
  }

  @Override
  public TierCursor cursor() {
    return new Walk();
  }

  private final class Walk implements TierCursor {
    private List<byte[][]> batch = rows(FIRST, true);
    private int at = -1;
    private @Nullable TierEntry entry;

    @Override
    public boolean advance() {
      while (!batch.isEmpty()) {
        at++;
        if (at == batch.size()) {
          batch = rows(batch.get(at - 1)[0], false);
          at = -1;
        } else {
          entry = found(batch.get(at));
          if (entry != null) {
            return true;
          }
        }
      }
      return false;
    }

    private @Nullable TierEntry found(byte[][] found) {
      DiskRecord row = DiskRecord.decode(found[0], found[1]);
      if (row == null) {
        return null;
      }
      byte[] bytes = row.bytes();
      return bytes == null
          ? read(
                  Optional.<TierEntry>empty(),
                  current -> Optional.ofNullable(DiskTier.this.entry(current, found[0])))
              .orElse(null)
          : new TierEntry(new TierValue(bytes, row.createdAt(), row.expiresAt()), row.version());
    }

    @Override
    public TierKey key() {
      return DiskRecord.keyOf(batch.get(at)[0]);
    }

    @Override
    public TierEntry entry() {
      return java.util.Objects.requireNonNull(entry);
    }

    @Override
    public void close() {
      batch = List.of();
    }
  }

  @Override
  public long size() {
    return changed == null ? index.size() : read(0L, Database::estimatedEntries);
  }

  // -- upkeep

  /** Deletes what the index no longer has room or time for. No key's lock is held. */
  private void letGo() {
    for (Long hash = index.nextLeaving(); hash != null; hash = index.nextLeaving()) {
      long leaving = hash;
      List<TierKey> gone = new ArrayList<>();
      write(leaving, false, current -> {
        if (!index.contains(leaving)) {
          delete(current, leaving, gone);
        }
        return true;
      });
      gone.forEach(listener::invalidated);
    }
  }

  private void delete(Database current, long hash, List<TierKey> gone) throws RocksDBException {
    byte[] prefix = DiskRecord.prefix(hash);
    List<byte[]> keys = new ArrayList<>();
    try (RocksIterator at = current.iterator()) {
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
      current.delete(key);
      gone.add(DiskRecord.keyOf(key));
    }
  }

  private void keepUp() {
    try {
      readIndex();
      long pause = Math.min(1_000, Math.max(1, settings.flushInterval().toMillis()));
      while (!closed) {
        Thread.sleep(pause);
        sweep();
        if (database == null && !closed) {
          beginAnew(null);
        } else if (settings.durability() == DiskSettings.Durability.INTERVAL) {
          sync();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes what has expired. */
  void sweep() {
    index.sweep();
    letGo();
  }

  private void sync() {
    Exception failure;
    gate.readLock().lock();
    try {
      Database current = database;
      if (current == null || broken) {
        return;
      }
      current.sync();
      return;
    } catch (RocksDBException e) {
      broken = true;
      failure = e;
    } finally {
      gate.readLock().unlock();
    }
    beginAnew(failure);
  }

  /** Learns what there is from before. What has been written since is known already. */
  private void readIndex() {
    Set<Long> files = ConcurrentHashMap.newKeySet();
    long newest = versions.get();
    List<byte[][]> batch = changed == null ? List.of() : rows(FIRST, true);
    while (!batch.isEmpty() && !closed) {
      for (byte[][] row : batch) {
        learn(row[0], row[1], files);
      }
      letGo();
      batch = rows(batch.get(batch.size() - 1)[0], false);
    }
    if (!closed && changed != null) {
      read(false, current -> {
        large.deleteAllBut(version -> version > newest || files.contains(version));
        return true;
      });
    }
    if (!closed) {
      changed = null;
    }
  }

  private void learn(byte[] key, byte[] value, Set<Long> files) {
    long hash = DiskRecord.hashOf(key);
    DiskRecord row = DiskRecord.decode(key, value);
    ReentrantLock stripe = stripe(hash);
    stripe.lock();
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
      stripe.unlock();
    }
  }

  /** A write has failed, and what is there may be older than what was written: all of it goes. */
  private void beginAnew(@Nullable Exception cause) {
    gate.writeLock().lock();
    try {
      if (closed || (database != null && !broken)) {
        return;
      }
      if (cause != null) {
        writeFailures.increment();
        LOG.log(
            System.Logger.Level.WARNING,
            "cache \"" + cacheName + "\": its tier in " + settings.folder()
                + " cannot be written to, and starts anew, empty",
            cause);
      }
      closeDatabase();
      index.clear();
      changed = null;
      folder.empty();
      database = Database.open(folder.database(), settings);
      broken = false;
    } catch (RocksDBException | IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + cacheName + "\": its tier in " + settings.folder()
              + " does not work; the cache goes on without, and tries again each second",
          e);
    } finally {
      gate.writeLock().unlock();
    }
    listener.invalidatedAll();
  }

  private void closeDatabase() {
    Database current = database;
    database = null;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public TierHealth health() {
    boolean works = database != null && !broken;
    boolean complains = readFailures.sum() + writeFailures.sum() > 0;
    TierHealth.State state = !works
        ? TierHealth.State.DOWN
        : complains ? TierHealth.State.DEGRADED : TierHealth.State.UP;
    return new TierHealth(
        state,
        settings.folder()
            + (works ? "" : " does not work")
            + (complains ? "; it has failed before" : ""),
        Map.of(
            "entries", index.size(),
            "bytes", index.bytes(),
            "evictions", index.evictions(),
            "read-failures", readFailures.sum(),
            "write-failures", writeFailures.sum()));
  }

  @Override
  public void close() {
    gate.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      Database current = database;
      boolean isWhole = current != null && !broken && !settings.temporary();
      if (current != null && isWhole) {
        current.flush();
        current.sync();
      }
      closeDatabase();
      if (isWhole) {
        folder.markClosed();
      } else {
        folder.empty();
      }
      if (settings.temporary()) {
        folder.destroy();
      }
    } catch (RocksDBException | IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + cacheName
              + "\": its tier could not be closed in order; what it had may be lost",
          e);
      closeDatabase();
    } finally {
      gate.writeLock().unlock();
      upkeep.interrupt();
      folder.close();
    }
  }

  @Override
  public void destroy() {
    close();
    if (settings.temporary()) {
      return;
    }
    try {
      Folder.open(settings.folder(), cacheName).destroy();
    } catch (IOException | TierException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache \"" + cacheName + "\": the files of its tier in " + settings.folder()
              + " could not be removed; remove that folder",
          e);
    }
  }
}
