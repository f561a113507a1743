package dev.larder.internal.cache;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, each of which can be told intact from damaged, and found again behind damage.
 *
 * <pre>
 *   "LARDER" | version (short) | records | end
 *   a record: mark (int) | length (int) | checksum of the bytes (int) | checksum of these three (int) | bytes
 *   the end:  a record with another mark, whose bytes are the number of records (long)
 * </pre>
 */
final class RecordFile {
  private static final byte[] NAME = "LARDER".getBytes(StandardCharsets.US_ASCII);
  private static final short VERSION = 1;
  private static final int RECORD = 0x4C52_4543;
  private static final int END = 0x4C45_4E44;
  private static final int HEADER = 16;

  private RecordFile() {}

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Writes records one after the other. */
  static final class Writer {
    private final DataOutputStream out;
    private long records;

    Writer(DataOutputStream out) throws IOException {
      this.out = out;
      out.write(NAME);
      out.writeShort(VERSION);
    }

    void write(byte[] bytes) throws IOException {
      write(RECORD, bytes);
      records++;
    }

    private void write(int mark, byte[] bytes) throws IOException {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      header.putInt(mark).putInt(bytes.length).putInt(checksum(bytes, bytes.length));
      header.putInt(checksum(header.array(), HEADER - 4));
      out.write(header.array());
      out.write(bytes);
    }

    /** Ends the file; returns how many records it has. */
    long end() throws IOException {
      write(END, ByteBuffer.allocate(8).putLong(records).array());
      return records;
    }
  }

  /** Gets an intact record, and where it begins. */
  interface Reader {
    void read(long offset, byte[] bytes);
  }

  /**
   * Reads all that is intact.
   *
   * @param problems gets a sentence for each damage
   * @throws IOException when the file cannot be read at all, or is no such file
   */
  static void read(Path file, Reader reader, Consumer<String> problems) throws IOException {
    long size = Files.size(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      requireOurs(file, in);
      new Pass(in, size, reader, problems).read();
    }
  }

  private static void requireOurs(Path file, DataInputStream in) throws IOException {
    byte[] name = in.readNBytes(NAME.length);
    if (!Arrays.equals(name, NAME)) {
      throw new IOException(file + " was not written by a cache's dump: it begins otherwise");
    }
    byte[] rest = in.readNBytes(2);
    int version = rest.length < 2 ? -1 : ByteBuffer.wrap(rest).getShort();
    if (version != VERSION) {
      throw new IOException(file + " has the format " + version + ", this Larder reads " + VERSION
          + "; read it with the Larder that wrote it");
    }
  }

  /** One reading from beginning to end. */
  private static final class Pass {
    private final DataInputStream in;
    private final long size;
    private final Reader reader;
    private final Consumer<String> problems;
    private long offset = NAME.length + 2L;
    private long met;
    private boolean ended;

    Pass(DataInputStream in, long size, Reader reader, Consumer<String> problems) {
      this.in = in;
      this.size = size;
      this.reader = reader;
      this.problems = problems;
    }

    void read() throws IOException {
      while (!ended && offset + HEADER <= size) {
        ByteBuffer header = findHeader();
        if (header == null) {
          break;
        }
        readRecord(header);
      }
      if (!ended) {
        problems.accept("the file ends at byte " + size + " without its end mark: it was cut off");
      }
    }

    /** The next header whose checksum is right, looking byte for byte behind damage; null at the end of the file. */
    private @Nullable ByteBuffer findHeader() throws IOException {
      long from = offset;
      byte[] bytes = new byte[HEADER];
      while (offset + HEADER <= size) {
        in.mark(HEADER);
        in.readFully(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (isIntact(bytes)) {
          if (offset > from) {
            problems.accept("bytes " + from + " to " + (offset - 1) + " are damaged, and skipped");
          }
          offset += HEADER;
          return header;
        }
        in.reset();
        in.skipNBytes(1);
        offset++;
      }
      problems.accept("from byte " + from + " to the end nothing is intact");
      return null;
    }

    private static boolean isIntact(byte[] bytes) {
      ByteBuffer header = ByteBuffer.wrap(bytes);
      int mark = header.getInt(0);
      return (mark == RECORD || mark == END)
          && header.getInt(4) >= 0
          && header.getInt(12) == checksum(bytes, HEADER - 4);
    }

    private void readRecord(ByteBuffer header) throws IOException {
      long begin = offset - HEADER;
      int length = header.getInt(4);
      if (length > size - offset) {
        problems.accept("the entry at byte " + begin + " is cut off");
        offset = size;
        return;
      }
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("the file became shorter while it was read");
      }
      offset += length;
      if (header.getInt(8) != checksum(bytes, length)) {
        problems.accept("the entry at byte " + begin + " is damaged: its checksum is wrong");
        met++;
      } else if (header.getInt(0) == END) {
        end(bytes);
      } else {
        met++;
        reader.read(begin, bytes);
      }
    }

    private void end(byte[] bytes) {
      ended = true;
      long written = bytes.length == 8 ? ByteBuffer.wrap(bytes).getLong() : met;
      if (written != met) {
        problems.accept(written + " entries were written, " + met + " were found");
      }
    }
  }
}
