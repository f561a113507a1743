package dev.larder.internal.cache;

import dev.larder.error.CacheSerializationException;
import dev.larder.internal.copy.Serializer;
import dev.larder.internal.core.Cursor;
import dev.larder.internal.core.Deadlines;
import dev.larder.internal.core.Hold;
import dev.larder.internal.core.Lifetime;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.cache.CacheException;

/**
 * The entries of a cache in a file, and back. A record of the file ({@link RecordFile}) is one entry:
 *
 * <pre>
 *   deadline: seconds (long; the greatest: none), nanoseconds (int) | key: length (int), bytes | value: the same |
 *   tags: how many (int), each in modified UTF-8
 * </pre>
 */
public final class Dumps<K, V> {
  /** What came back. */
  public record Restored(long entries, long expired, List<String> problems) {}

  private static final int MOST_PROBLEMS = 100;

  private final Contents<K, V> contents;
  private final Tagging<K, V> tagging;
  private final Serializer serializer;
  private final InstantSource timeOfDay;

  Dumps(
      Contents<K, V> contents,
      Tagging<K, V> tagging,
      Serializer serializer,
      InstantSource timeOfDay) {
    this.contents = contents;
    this.tagging = tagging;
    this.serializer = serializer;
    this.timeOfDay = timeOfDay;
  }

  // -- writing

  /** Writes all live entries; the file appears when it is whole. */
  public long write(Path file) throws IOException {
    Path unfinished = Files.createTempFile(
        file.toAbsolutePath().getParent(), file.getFileName().toString(), ".unfinished");
    try {
      long written = writeAll(unfinished);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private long writeAll(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      RecordFile.Writer records = new RecordFile.Writer(out);
      Deadlines<K, Object> deadlines = new Deadlines<>(contents.table());
      for (Cursor<K, Object> cursor = contents.cursor(); cursor.advance(); ) {
        long remaining = cursor instanceof TierWalk<K> walk
            ? walk.remaining()
            : deadlines.remaining(cursor.key());
        if (remaining != Deadlines.ABSENT) {
          records.write(encode(cursor.key(), cursor.value(), remaining));
        }
      }
      return records.end();
    }
  }

  private byte[] encode(K key, Object stored, long remaining) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Instant deadline =
        remaining == Lifetime.ETERNAL ? Instant.MAX : timeOfDay.instant().plusNanos(remaining);
    out.writeLong(remaining == Lifetime.ETERNAL ? Long.MAX_VALUE : deadline.getEpochSecond());
    out.writeInt(deadline.getNano());
    writeObject(out, key);
    writeObject(out, contents.values().read(stored));
    Set<String> tags = tagging.of(key);
    out.writeInt(tags.size());
    for (String tag : tags) {
      out.writeUTF(tag);
    }
    return bytes.toByteArray();
  }

  private void writeObject(DataOutputStream out, Object object) throws IOException {
    byte[] bytes;
    try {
      bytes = serializer.bytesOf(object);
    } catch (IOException e) {
      throw new CacheSerializationException(
          "cache \"" + contents.name() + "\" cannot be dumped: a "
              + object.getClass().getName()
              + " cannot be serialized; make it Serializable, with all that it holds",
          e);
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  // -- reading

  /** Puts back what is intact and has not expired. */
  public Restored read(Path file) throws IOException {
    List<String> problems = new ArrayList<>();
    long[] counts = new long[2];
    RecordFile.read(
        file,
        (offset, bytes) -> {
          try {
            counts[restore(bytes) ? 0 : 1]++;
          } catch (IOException | ClassCastException | CacheException e) {
            note(problems, "the entry at byte " + offset + " cannot be read: " + e.getMessage());
          }
        },
        problem -> note(problems, problem));
    return new Restored(counts[0], counts[1], problems);
  }

  private static void note(List<String> problems, String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    } else if (problems.size() == MOST_PROBLEMS) {
      problems.add("and more");
    }
  }

  /** Returns false when the entry has expired. */
  @SuppressWarnings("unchecked") // the arguments' check is all that can be done
  private boolean restore(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    long seconds = in.readLong();
    int nanos = in.readInt();
    long lifetime = Lifetime.ETERNAL;
    if (seconds != Long.MAX_VALUE) {
      lifetime =
          Lifetime.of(Duration.between(timeOfDay.instant(), Instant.ofEpochSecond(seconds, nanos)));
    }
    if (lifetime <= 0) {
      return false;
    }
    K key = (K) readObject(in);
    V value = (V) readObject(in);
    contents.arguments().key(key);
    contents.arguments().value(value, "value");
    List<String> tags = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      tags.add(in.readUTF());
    }
    store(contents.keys().copy(key), contents.values().store(value), lifetime);
    if (!tags.isEmpty()) {
      tagging.tag(key, tags, false);
    }
    return true;
  }

  private Object readObject(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("its lengths do not fit");
    }
    return serializer.read(in.readNBytes(length));
  }

  /** As a load does: events, but no put, and nothing written through. */
  private void store(K key, Object stored, long lifetime) {
    Commits<K, V> commits = Commits.insisting(contents.lasting(lifetime));
    Hold<K, Object> hold = contents.acquire(key, true);
    try {
      commits.expired(hold);
      commits.load(hold, stored);
    } finally {
      contents.release(hold);
    }
  }
}
