package dev.larder.replay;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A sequence of requests. Keys are renumbered 0, 1, 2 ... in order of their first request, so that a policy may keep what it
 * knows of a key in an array.
 */
public final class Trace {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final int[] requests;
  private final int uniqueKeys;

  private Trace(String name, int[] requests, int uniqueKeys) {
    this.name = name;
    this.requests = requests;
    this.uniqueKeys = uniqueKeys;
  }

  /** A trace of these keys, whatever they are. */
  public static Trace of(String name, long... keys) {
    Map<Long, Integer> numbers = new HashMap<>();
    int[] requests = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      int next = numbers.size();
      Integer known = numbers.putIfAbsent(keys[i], next);
      requests[i] = known == null ? next : known;
    }
    return new Trace(name, requests, numbers.size());
  }

  /** Reads a file of little-endian 64-bit key ids, gzipped. */
  public static Trace read(String name, Path file) throws IOException {
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER)) {
      return of(name, readLongs(new DataInputStream(in)));
    }
  }

  private static long[] readLongs(DataInputStream in) throws IOException {
    long[] keys = new long[1024];
    int count = 0;
    byte[] bytes = new byte[BUFFER];
    for (int read = in.readNBytes(bytes, 0, BUFFER);
        read > 0;
        read = in.readNBytes(bytes, 0, BUFFER)) {
      if (read % Long.BYTES != 0) {
        throw new IOException("the trace ends within a key, " + read % Long.BYTES
            + " bytes after key " + (count + read / Long.BYTES) + "; is the file complete?");
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, read).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        if (count == keys.length) {
          keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = buffer.getLong();
      }
    }
    return Arrays.copyOf(keys, count);
  }

  /** As given at creation. */
  public String name() {
    return name;
  }

  /** How many requests there are. */
  public int length() {
    return requests.length;
  }

  /** How many different keys are asked for. */
  public int uniqueKeys() {
    return uniqueKeys;
  }

  /** The key of a request. */
  public int keyAt(int request) {
    return requests[request];
  }
}
