package dev.larder.replay.log;

import java.util.function.Consumer;

/** Where a format puts what it finds in one file; counts it, and hands the keys on. Not thread-safe. */
final class Requests {
  private final Consumer<Object> keys;
  private long requests;
  private long skipped;
  private long rejected;
  private long firstRejected;

  Requests(Consumer<Object> keys) {
    this.keys = keys;
  }

  /** A request for a key; keys are the same when they are equal. */
  void add(Object key) {
    requests++;
    keys.accept(key);
  }

  /** A line as it should be that asks a cache for nothing: a POST, say. */
  void skip() {
    skipped++;
  }

  /** A line that the format does not know; counted from 1. */
  void reject(long line) {
    if (rejected++ == 0) {
      firstRejected = line;
    }
  }

  long requests() {
    return requests;
  }

  long skipped() {
    return skipped;
  }

  long rejected() {
    return rejected;
  }

  long firstRejected() {
    return firstRejected;
  }
}
