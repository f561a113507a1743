package dev.larder.replay.log;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens a log: plain, or what gzip, xz or zstd made of it, as its first bytes say (a rotated log's name may say anything). */
final class LogStream {
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private LogStream() {}

  /**
   * Opens a file; the stream can be marked and reset.
   *
   * @param progress is told how many more bytes of the file, as it is on the disk, were read
   */
  static BufferedInputStream open(Path file, LongConsumer progress) throws IOException {
    if (Files.isDirectory(file)) {
      throw new LogException(
          file + " is a directory; name the logs in it, or a set of traces with --traces");
    }
    if (!Files.isReadable(file)) {
      throw new LogException(file
          + (Files.exists(file) ? " may not be read; check its permissions" : " does not exist"));
    }
    InputStream raw = Files.newInputStream(file);
    try {
      BufferedInputStream counted = new BufferedInputStream(new Counting(raw, progress), BUFFER);
      return new BufferedInputStream(decompressed(counted), BUFFER);
    } catch (IOException e) {
      raw.close();
      throw new LogException(file + " cannot be decompressed; is it complete?", e);
    }
  }

  /** The first bytes, at most {@code most}; they are still to be read. */
  static byte[] peek(BufferedInputStream in, int most) throws IOException {
    in.mark(most);
    byte[] bytes = in.readNBytes(most);
    in.reset();
    return bytes;
  }

  private static InputStream decompressed(BufferedInputStream in) throws IOException {
    byte[] start = peek(in, XZ.length);
    if (startsWith(start, GZIP)) {
      return new GZIPInputStream(in, BUFFER);
    } else if (startsWith(start, XZ)) {
      return new XZInputStream(in);
    } else if (startsWith(start, ZSTD)) {
      return new ZstdInputStream(in);
    }
    return in;
  }

  static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static final class Counting extends FilterInputStream {
    private final LongConsumer progress;

    Counting(InputStream in, LongConsumer progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      progress.accept(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      progress.accept(Math.max(0, read));
      return read;
    }
  }
}
