package dev.larder.replay.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian 64-bit key ids, one a request: what our own traces are. */
record KeyIds() implements LogFormat {
  private static final int BUFFER = 1 << 16;

  @Override
  public String name() {
    return "i64";
  }

  @Override
  public String expects() {
    return "a key of 8 bytes";
  }

  @Override
  public void read(InputStream in, Requests requests) throws IOException {
    byte[] bytes = new byte[BUFFER];
    long keys = 0;
    for (int read = in.readNBytes(bytes, 0, BUFFER);
        read > 0;
        read = in.readNBytes(bytes, 0, BUFFER)) {
      if (read % Long.BYTES != 0) {
        throw new LogException("the trace ends within a key, " + read % Long.BYTES
            + " bytes after key " + (keys + read / Long.BYTES) + "; is the file complete?");
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, read).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        requests.add(buffer.getLong());
        keys++;
      }
    }
  }
}
