package dev.larder.benchmarks.tiers;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A GET of Lettuce's, synchronous, over one connection. */
final class LettuceReader implements Reader.Filled {
  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> connection;

  LettuceReader(int port) {
    client = RedisClient.create("redis://127.0.0.1:" + port);
    connection = client.connect(ByteArrayCodec.INSTANCE);
  }

  @Override
  public void put(Long key, byte[] value) {
    String unused = connection.sync().set(bytes(key), value);
  }

  @Override
  public byte @Nullable [] get(Long key) {
    return connection.sync().get(bytes(key));
  }

  private static byte[] bytes(Long key) {
    return ByteBuffer.allocate(4 + Long.BYTES).putInt(0x7261_773A).putLong(key).array();
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
