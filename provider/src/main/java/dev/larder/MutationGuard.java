package dev.larder;

import dev.larder.internal.copy.Serializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares each value with what it was when it was last handed out. Values that cannot be serialized are compared by their hash code,
 * which sees less.
 */
final class MutationGuard<K, V> {
  private static final System.Logger LOG = System.getLogger("dev.larder.guard");

  /** A value as it was when somebody got it. */
  private static final class HandedOut {
    final Object value;
    final byte[] content;
    final Throwable where;

    HandedOut(Object value, byte[] content, Throwable where) {
      this.value = value;
      this.content = content;
      this.where = where;
    }
  }

  private final String cacheName;
  private final Consumer<? super MutationReport> report;
  private final Serializer serializer = new Serializer(null);
  private final ConcurrentMap<K, HandedOut> handedOut = new ConcurrentHashMap<>();

  MutationGuard(String cacheName, Consumer<? super MutationReport> report) {
    this.cacheName = cacheName;
    this.report = report;
  }

  void read(K key, @Nullable V value) {
    if (value != null) {
      check(key, value);
      watch(key, value, "read here");
    }
  }

  /** Who puts the changed object back says so: that is no secret change. */
  void put(K key, V value, @Nullable V old) {
    if (old != null && old != value) {
      check(key, old);
    }
    watch(key, value, "put here");
  }

  void removed(K key, V value) {
    check(key, value);
    handedOut.computeIfPresent(key, (same, before) -> before.value == value ? null : before);
  }

  private void check(K key, V value) {
    HandedOut before = handedOut.get(key);
    if (before != null
        && before.value == value
        && !Arrays.equals(before.content, contentOf(value))
        && handedOut.remove(key, before)) {
      MutationReport found = new MutationReport(cacheName, value.getClass(), before.where);
      LOG.log(System.Logger.Level.WARNING, found.toString(), before.where);
      report.accept(found);
    }
  }

  private void watch(K key, V value, String where) {
    handedOut.put(key, new HandedOut(value, contentOf(value), new Throwable(where)));
  }

  private byte[] contentOf(Object value) {
    try {
      return serializer.bytesOf(value);
    } catch (IOException e) {
      return Integer.toString(value.hashCode()).getBytes(StandardCharsets.US_ASCII);
    }
  }
}
