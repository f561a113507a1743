package dev.larder.internal.disk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
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

  static {
    RocksDB.loadLibrary();
  }

  private final LRUCache blocks = new LRUCache(BLOCK_CACHE);
  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
  private final Options options;
  private final WriteOptions writing;
  private final ReadOptions scanning = new ReadOptions().setFillCache(false);
  private final boolean logs;
  private @Nullable RocksDB database;

  private Database(DiskSettings settings) {
    options = new Options()
        .setCreateIfMissing(true)
        .setParanoidChecks(true)
        .setCompressionType(settings.compression())
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

  void put(byte[] key, byte[] value) throws RocksDBException {
    database().put(writing, key, value);
  }

  void delete(byte[] key) throws RocksDBException {
    database().delete(writing, key);
  }

  void deleteRange(byte[] from, byte[] to) throws RocksDBException {
    database().deleteRange(writing, from, to);
  }

  /** To be closed before this is. */
  RocksIterator iterator() {
    return database().newIterator(scanning);
  }

  long estimatedEntries() throws RocksDBException {
    return database().getLongProperty("rocksdb.estimate-num-keys");
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
    bloom.close();
    blocks.close();
  }
}
