package dev.larder.internal.disk;

import static java.util.Objects.requireNonNull;

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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The tier of one cache on disk.
 *
 * <p>What cannot be read is a miss. What cannot be written must not leave an older value behind: when a write fails, all is thrown away,
 * and the tier begins anew, empty; as long as it cannot, it has nothing and keeps nothing.
 */
final class DiskTier implements Tier {
  private static final System.Logger LOG = System.getLogger("dev.larder.disk");

  private final String cacheName;
  private final DiskSettings settings;
  private final TierListener listener;
  private final Folder folder;
  private final LargeValues large;
  private final DiskIndex index;
  private final DiskEntries entries;
  private final Stocktaking stocktaking;
  private final KeyLocks locks = new KeyLocks();

  /** The last one given. */
  private final AtomicLong versions;

  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private final LongAdder readFailures = new LongAdder();
  private final LongAdder writeFailures = new LongAdder();
  private final Thread upkeep;

  /** Null when there is none that works. Changed by whoever has the gate alone. */
  private volatile @Nullable Database database;

  /** Of what is written after the start. */
  private long firstVersion;

  private volatile boolean broken;
  private volatile boolean closed;

  private DiskTier(DiskSettings settings, TierContext context, Folder folder) {
    this.cacheName = context.cacheName();
    this.settings = settings;
    this.listener = context.listener();
    this.folder = folder;
    this.large =
        new LargeValues(folder.large(), settings.durability() == DiskSettings.Durability.SYNC);
    this.index = new DiskIndex(cacheName, settings.maximumBytes(), context.clock());
    this.versions = new AtomicLong(Math.max(0, context.clock().nanos()));
    this.entries = new DiskEntries(large, index, versions, settings.largeValue());
    this.stocktaking = new Stocktaking(index, locks, large);
    this.upkeep = new Thread(this::keepUp, "larder-disk " + cacheName);
    upkeep.setDaemon(true);
  }

  static DiskTier open(DiskSettings settings, TierContext context) {
    Folder folder = Folder.open(settings.folder(), context.cacheName());
    DiskTier tier = new DiskTier(settings, context, folder);
    boolean isOpen = false;
    try {
      tier.openFirst();
      tier.upkeep.start();
      isOpen = true;
      return tier;
    } catch (IOException | RocksDBException e) {
      throw new TierException(
          tier.described("cannot be opened (" + e.getMessage()
              + "); see to it that there is room, and that this process may write there"),
          e);
    } finally {
      if (!isOpen) {
        tier.closeDatabase();
        folder.close();
      }
    }
  }

  private void openFirst() throws IOException, RocksDBException {
    if (!folder.wasClosed() && folder.mayBeIncomplete()) {
      LOG.log(
          System.Logger.Level.INFO,
          described("was not closed in order, and starts empty, as durability = none has it"));
      folder.empty();
    } else if (!folder.isUndamaged()) {
      empty(null);
    }
    folder.markOpen(settings.durability());
    boolean hasEntries = false;
    try {
      hasEntries = openDatabase().hasEntries();
    } catch (RocksDBException e) {
      closeDatabase();
      empty(e);
      openDatabase();
    }
    if (!hasEntries) {
      stocktaking.end();
      large.deleteAll();
    }
    firstVersion = versions.get() + 1;
  }

  private Database openDatabase() throws RocksDBException {
    Database opened = Database.open(folder.database(), settings);
    database = opened;
    long first = opened.reserveVersions(versions.get() + 1);
    versions.updateAndGet(last -> Math.max(last, first - 1));
    return opened;
  }

  private void empty(@Nullable RocksDBException damage) throws IOException {
    if (settings.failsOnCorruption()) {
      throw new TierException(
          described("is damaged; remove that folder, or set on-corruption = start-empty"), damage);
    }
    warn("is damaged, and starts empty", damage);
    folder.empty();
  }

  private String described(String what) {
    return "cache \"" + cacheName + "\": its tier in " + settings.folder() + " " + what;
  }

  private void warn(String what, @Nullable Exception cause) {
    LOG.log(System.Logger.Level.WARNING, described(what), cause);
  }

  // -- operations

  private interface Operation<T> {
    T on(Database database) throws RocksDBException, IOException;
  }

  private interface Query<T> {
    @Nullable
    T of(Database database) throws RocksDBException, IOException;
  }

  /** Null as well when nothing can be read. */
  private <T> @Nullable T read(Query<T> query) {
    gate.readLock().lock();
    try {
      Database current = database;
      return current == null || broken ? null : query.of(current);
    } catch (RocksDBException | IOException e) {
      readFailures.increment();
      warn("cannot read what it has; that counts as nothing", e);
      return null;
    } finally {
      gate.readLock().unlock();
    }
  }

  private <T> T write(long hash, T otherwise, Operation<T> operation) {
    T done = change(hash, otherwise, operation);
    letGo();
    return done;
  }

  private <T> T change(long hash, T otherwise, Operation<T> operation) {
    Exception failure;
    gate.readLock().lock();
    try {
      Lock lock = locks.of(hash);
      lock.lock();
      try {
        Database current = database;
        if (current == null || broken) {
          return otherwise;
        }
        stocktaking.note(hash);
        return operation.on(current);
      } catch (RocksDBException | IOException e) {
        broken = true; // before anybody else can read what should have been written over
        failure = e;
      } finally {
        lock.unlock();
      }
    } finally {
      gate.readLock().unlock();
    }
    beginAnew(failure);
    return otherwise;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public @Nullable TierEntry get(TierKey key) {
    DiskKey wanted = DiskKey.of(key);
    TierEntry found = read(current -> entries.get(current, wanted.row()));
    if (found != null) {
      index.used(wanted.hash());
    }
    return found;
  }

  @Override
  public Map<TierKey, TierEntry> getAll(Collection<TierKey> keys) {
    Map<TierKey, DiskKey> wanted = new LinkedHashMap<>();
    keys.forEach(key -> wanted.put(key, DiskKey.of(key)));
    Map<TierKey, TierEntry> found = read(current -> entries.getAll(current, wanted));
    if (found == null) {
      return Tier.super.getAll(keys); // one of them cannot be read
    }
    found.keySet().forEach(key -> index.used(requireNonNull(wanted.get(key)).hash()));
    return found;
  }

  @Override
  public long put(TierKey key, TierValue value) {
    return store(key, DiskEntries.ANY, value);
  }

  @Override
  public long compareAndPut(TierKey key, long expected, TierValue value) {
    return store(key, expected, value);
  }

  private long store(TierKey key, long expected, TierValue value) {
    DiskKey to = DiskKey.of(key);
    return write(to.hash(), NOT_KEPT, current -> entries.put(current, to, expected, value));
  }

  @Override
  public boolean remove(TierKey key) {
    return remove(key, DiskEntries.ANY);
  }

  @Override
  public boolean compareAndRemove(TierKey key, long expected) {
    return remove(key, expected);
  }

  private boolean remove(TierKey key, long expected) {
    DiskKey from = DiskKey.of(key);
    return write(from.hash(), false, current -> entries.remove(current, from, expected));
  }

  @Override
  public boolean touch(TierKey key, long expected, long expiresAt) {
    DiskKey at = DiskKey.of(key);
    return write(at.hash(), false, current -> entries.touch(current, at, expected, expiresAt));
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
      stocktaking.end();
      entries.clear(current);
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

  /** The next rows behind this one, or the first ones; null when they cannot be read. */
  private @Nullable List<byte[][]> batch(byte @Nullable [] behind) {
    return read(current -> current.entriesBehind(behind));
  }

  @Override
  public TierCursor cursor() {
    return new DiskCursor(
        behind -> {
          List<byte[][]> rows = batch(behind);
          return rows == null ? List.of() : rows;
        },
        this::entry);
  }

  /** What a row that was read says; null when that is damaged, or gone since. */
  private @Nullable TierEntry entry(byte[][] row) {
    return read(current -> entries.entry(current, row[0], row[1]));
  }

  @Override
  public long size() {
    if (stocktaking.isOver()) {
      return index.size();
    }
    Long estimate = read(Database::estimatedEntries);
    return estimate == null ? 0 : estimate;
  }

  // -- upkeep

  /** Deletes what the index no longer has room or time for. No key's lock is held. */
  private void letGo() {
    for (Long hash = index.nextLeaving(); hash != null; hash = index.nextLeaving()) {
      long leaving = hash;
      change(leaving, List.<TierKey>of(), current -> entries.delete(current, leaving))
          .forEach(listener::invalidated);
    }
  }

  private void keepUp() {
    long pause = Math.min(1_000, Math.max(1, settings.flushInterval().toMillis()));
    try {
      takeStock();
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
  private void takeStock() {
    List<byte[][]> batch = batch(null);
    while (batch != null && !batch.isEmpty() && !isStockTaken()) {
      stocktaking.learn(batch);
      letGo();
      batch = batch(batch.get(batch.size() - 1)[0]);
    }
    if (batch != null && !isStockTaken()) {
      read(current -> {
        stocktaking.deleteOrphans(firstVersion);
        return true;
      });
    }
    if (!closed) {
      stocktaking.end();
    }
  }

  private boolean isStockTaken() {
    return closed || stocktaking.isOver();
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
        warn("cannot be written to, and starts anew, empty", cause);
      }
      closeDatabase();
      index.clear();
      stocktaking.end();
      folder.empty();
      openDatabase();
      broken = false;
    } catch (RocksDBException | IOException e) {
      closeDatabase();
      warn("does not work; the cache goes on without, and tries again each second", e);
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
      warn("could not be closed in order; what it had may be lost", e);
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
      warn("is closed, but its files could not be removed; remove that folder", e);
    }
  }
}
