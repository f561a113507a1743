package dev.larder.replay.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A sequence of requests. Keys are renumbered 0, 1, 2 ... in order of their first request, so that a policy may keep what it
 * knows of a key in an array.
 */
public final class Trace {
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
    Builder builder = new Builder(name);
    for (long key : keys) {
      builder.add(key);
    }
    return builder.build();
  }

  /** Reads a file of little-endian 64-bit key ids; gzipped, as a rule. */
  public static Trace read(String name, Path file) throws IOException {
    Builder builder = new Builder(name);
    AccessLog.readKeyIds(file, builder::add);
    return builder.build();
  }

  /** Collects requests. Not thread-safe. */
  public static final class Builder {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final String name;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private int[] requests = new int[1024];
    private int length;

    /** No request yet. */
    public Builder(String name) {
      this.name = name;
    }

    /** One more request. Keys are the same when they are equal. */
    public void add(Object key) {
      if (length == requests.length) {
        if (length == MOST) {
          throw new IllegalStateException(
              "more than " + MOST + " requests; replay the log in parts");
        }
        requests = Arrays.copyOf(requests, (int) Math.min(MOST, 2L * length));
      }
      int next = numbers.size();
      Integer known = numbers.putIfAbsent(key, next);
      requests[length++] = known == null ? next : known;
    }

    /** All requests so far. */
    public Trace build() {
      return new Trace(name, Arrays.copyOf(requests, length), numbers.size());
    }
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
