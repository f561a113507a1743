package dev.larder.internal.disk;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** RocksDB as we use it, with what has to be closed. Whoever uses it sees to it that it is not closed meanwhile: that would end the JVM. */
final class Database implements AutoCloseable {
  private static final long BLOCK_CACHE = 16L << 20;
  private static final long WRITE_BUFFER = 16L << 20;
  private static final int BLOOM_BITS = 10;
  private static final int OPEN_FILES = 512;
  private static final byte[] FIRST = {DiskRecord.ENTRY};
  private static final byte[] BEYOND = {DiskRecord.ENTRY + 1};
  private static final byte[] VERSIONS = {'v'};

  /** More than are written between two starts: with a million writes a second, half a year's. */
  private static final long VERSIONS_A_RUN = 1L << 44;

  private static final int BATCH = 256;
  private static final long BATCH_BYTES = 1L << 20;

  static {
    RocksDB.loadLibrary();
  }

  private final LRUCache blocks = new LRUCache(BLOCK_CACHE);
  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
  private final Options options;
  private final WriteOptions writing;
  private final ReadOptions scanning = new ReadOptions().setFillCache(false);
  private final CompressionOptions compression = new CompressionOptions();
  private final boolean logs;
  private @Nullable RocksDB database;

  private Database(DiskSettings settings) {
    settings.compressionLevel().ifPresent(compression::setLevel);
    options = new Options()
        .setCreateIfMissing(true)
        .setParanoidChecks(true)
        .setCompressionType(settings.compression())
        .setCompressionOptions(compression)
        .setAllowMmapReads(settings.memoryMapped())
        .setWriteBufferSize(WRITE_BUFFER)
        .setMaxOpenFiles(OPEN_FILES)
        .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
        .setKeepLogFileNum(1)
        // A stop may tear the last record; what is damaged before that must not pass for the end.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setTableFormatConfig(
            new BlockBasedTableConfig().setBlockCache(blocks).setFilterPolicy(bloom));
    logs = settings.durability() != DiskSettings.Durability.NONE;
    writing = new WriteOptions()
        .setSync(settings.durability() == DiskSettings.Durability.SYNC)
        .setDisableWAL(!logs);
  }

  static Database open(Path folder, DiskSettings settings) throws RocksDBException {
    Database made = new Database(settings);
    try {
      made.database = RocksDB.open(made.options, folder.toString());
      return made;
    } catch (RocksDBException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private RocksDB database() {
    return java.util.Objects.requireNonNull(database, "closed");
  }

  byte @Nullable [] get(byte[] key) throws RocksDBException {
    return database().get(key);
  }

  /** What there is for each of them; null for none. */
  List<byte[]> getAll(List<byte[]> keys) throws RocksDBException {
    return database().multiGetAsList(keys);
  }

  void put(byte[] key, byte[] value) throws RocksDBException {
    database().put(writing, key, value);
  }

  void delete(byte[] key) throws RocksDBException {
    database().delete(writing, key);
  }

  /** Deletes all entries. */
  void clear() throws RocksDBException {
    database().deleteRange(writing, FIRST, BEYOND);
  }

  /** To be closed before this is. */
  RocksIterator iterator() {
    return database().newIterator(scanning);
  }

  boolean hasEntries() throws RocksDBException {
    try (RocksIterator at = iterator()) {
      at.seek(FIRST);
      boolean has = at.isValid() && at.key()[0] == DiskRecord.ENTRY;
      at.status();
      return has;
    }
  }

  /** Some entries' rows, key and value, behind the one with this key; with null, the first ones. None at the end. */
  List<byte[][]> entriesBehind(byte @Nullable [] behind) throws RocksDBException {
    List<byte[][]> rows = new ArrayList<>();
    long bytes = 0;
    try (RocksIterator at = iterator()) {
      for (at.seek(behind == null ? FIRST : behind);
          at.isValid() && rows.size() < BATCH && bytes < BATCH_BYTES;
          at.next()) {
        byte[] key = at.key();
        if (key[0] != DiskRecord.ENTRY) {
          break;
        }
        if (!Arrays.equals(key, behind)) {
          byte[] value = at.value();
          rows.add(new byte[][] {key, value});
          bytes += value.length;
        }
      }
      at.status();
    }
    return rows;
  }

  long estimatedEntries() throws RocksDBException {
    return Math.max(0, database().getLongProperty("rocksdb.estimate-num-keys") - 1);
  }

  /**
   * The first version that may be given from now on: no entry here has had it, or a later one, whatever the clock was then or is now.
   *
   * @param least as far as we know
   */
  long reserveVersions(long least) throws RocksDBException {
    byte[] reserved = get(VERSIONS);
    long first =
        reserved == null ? least : Math.max(least, ByteBuffer.wrap(reserved).getLong());
    put(VERSIONS, ByteBuffer.allocate(8).putLong(first + VERSIONS_A_RUN).array());
    return first;
  }

  /** What was written so far is on the disk. */
  void sync() throws RocksDBException {
    if (logs) {
      database().flushWal(true);
    }
  }

  /** What is in memory goes into files. */
  void flush() throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      database().flush(wait);
    }
  }

  @Override
  public void close() {
    if (database != null) {
      database.close();
      database = null;
    }
    scanning.close();
    writing.close();
    options.close();
    compression.close();
    bloom.close();
    blocks.close();
  }
}
