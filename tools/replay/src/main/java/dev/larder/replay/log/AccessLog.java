package dev.larder.replay.log;

import com.github.luben.zstd.ZstdIOException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/** Reads a log. */
public final class AccessLog {
  /* Enough to see what a log is, though it may begin with lines of another kind. */
  private static final int START = 1 << 13;

  private AccessLog() {}

  /**
   * What was found in a file.
   *
   * @param requests how many keys were asked for
   * @param skipped lines that ask for none
   * @param rejected lines that were not understood
   * @param firstRejected the first of them, from 1; 0 when there is none
   * @param expects what these lines lack
   */
  public record Tally(
      String format,
      long requests,
      long skipped,
      long rejected,
      long firstRejected,
      String expects) {}

  /** Reads a file of little-endian 64-bit key ids, whatever its name. */
  public static void readKeyIds(Path file, Consumer<Object> keys) throws IOException {
    try (BufferedInputStream in = LogStream.open(file, bytes -> {})) {
      new KeyIds().read(in, new Requests(keys));
    }
  }

  /**
   * Reads a file to its end.
   *
   * @param keys is given each key that was asked for, in order
   * @param progress is told how many more bytes of the file were read
   * @throws LogException if there is not a single request in it
   */
  public static Tally read(
      Path file, LogChoice choice, Consumer<Object> keys, LongConsumer progress)
      throws IOException {
    try (BufferedInputStream in = LogStream.open(file, progress)) {
      byte[] start = LogStream.peek(in, START);
      if (start.length == 0) {
        throw new LogException(file + " is empty");
      }
      Requests requests = new Requests(keys);
      LogFormat format = choice.of(file, start);
      readAll(format, in, requests, file);
      return tally(file, format, requests);
    } catch (EOFException | ZipException | XZIOException | ZstdIOException e) {
      throw new LogException(file + " cannot be decompressed to its end; is it complete?", e);
    }
  }

  private static void readAll(
      LogFormat format, BufferedInputStream in, Requests requests, Path file) throws IOException {
    try {
      format.read(in, requests);
    } catch (LogException e) {
      throw new LogException(file + ": " + e.getMessage(), e);
    }
  }

  private static Tally tally(Path file, LogFormat format, Requests requests) throws LogException {
    long rejected = requests.rejected();
    if (requests.requests() == 0 && rejected > 0) {
      throw new LogException(String.format(
          "none of the %,d lines of %s has %s; the first without is line %,d",
          rejected + requests.skipped(), file, format.expects(), requests.firstRejected()));
    } else if (requests.requests() == 0) {
      throw new LogException(
          file + " (" + format.name() + ") has no request that a cache could answer");
    }
    return new Tally(
        format.name(),
        requests.requests(),
        requests.skipped(),
        rejected,
        requests.firstRejected(),
        format.expects());
  }
}
