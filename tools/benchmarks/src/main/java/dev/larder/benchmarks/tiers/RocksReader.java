package dev.larder.benchmarks.tiers;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** RocksDB itself, with the options that Larder's disk tier gives it. */
final class RocksReader implements Reader.Filled {
  static {
    RocksDB.loadLibrary();
  }

  private final LRUCache blocks = new LRUCache(16L << 20);
  private final BloomFilter bloom = new BloomFilter(10);
  private final Options options = new Options()
      .setCreateIfMissing(true)
      .setParanoidChecks(true)
      .setCompressionType(CompressionType.LZ4_COMPRESSION)
      .setWriteBufferSize(16L << 20)
      .setMaxOpenFiles(512)
      .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
      .setTableFormatConfig(
          new BlockBasedTableConfig().setBlockCache(blocks).setFilterPolicy(bloom));
  private final RocksDB database;

  RocksReader(Path folder) throws RocksDBException {
    database = RocksDB.open(options, folder.toString());
  }

  @Override
  public void put(Long key, byte[] value) throws RocksDBException {
    database.put(bytes(key), value);
  }

  @Override
  public byte @Nullable [] get(Long key) throws RocksDBException {
    return database.get(bytes(key));
  }

  private static byte[] bytes(Long key) {
    return ByteBuffer.allocate(Long.BYTES).putLong(key).array();
  }

  @Override
  public void close() {
    database.close();
    options.close();
    bloom.close();
    blocks.close();
  }
}
