package dev.larder.internal.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.larder.tier.Tier;
import dev.larder.tier.TierClock;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierValue;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The entries of one cache on the server. All of it may fail with {@link Unreachable}. Thread-safe. */
final class Entries {
  private static final byte[] ANY = "any".getBytes(US_ASCII);
  private static final byte[] ABSENT = "absent".getBytes(US_ASCII);
  private static final byte[] NO_LIMIT = "0".getBytes(US_ASCII);
  private static final int SCAN_COUNT = 512;

  /** How long counting may take, and how long it may take each time that somebody asks. */
  private static final Duration COUNTING = Duration.ofMillis(200);

  private static final Duration CHEAP = Duration.ofMillis(20);

  private final CacheKeys keys;
  private final TierClock clock;
  private final PlainWrites plainWrites;
  private volatile Size lastSize = new Size(0, System.nanoTime());

  Entries(CacheKeys keys, TierClock clock) {
    this.keys = keys;
    this.clock = clock;
    this.plainWrites = new PlainWrites(keys, this::millisToLive);
  }

  // -- reading

  @Nullable
  TierEntry get(Session session, TierKey key) throws Unreachable {
    List<byte @Nullable []> reply =
        session.await(session.values(List.of(keys.generation(), keys.entry(key))));
    return StoredEntry.read(reply.get(1), reply.get(0));
  }

  Map<TierKey, TierEntry> getAll(Session session, Iterable<TierKey> wanted) throws Unreachable {
    List<TierKey> all = new ArrayList<>();
    wanted.forEach(all::add);
    List<List<TierKey>> parts = Parts.of(all);
    List<Future<List<byte @Nullable []>>> replies = new ArrayList<>(parts.size());
    for (List<TierKey> part : parts) {
      replies.add(session.values(names(part)));
    }
    Map<TierKey, TierEntry> found = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      collect(parts.get(i), session.await(replies.get(i)), found);
    }
    return found;
  }

  private List<byte[]> names(List<TierKey> wanted) {
    List<byte[]> names = new ArrayList<>(wanted.size() + 1);
    names.add(keys.generation());
    wanted.forEach(key -> names.add(keys.entry(key)));
    return names;
  }

  private static void collect(
      List<TierKey> wanted, List<byte @Nullable []> reply, Map<TierKey, TierEntry> found) {
    for (int i = 0; i < wanted.size(); i++) {
      TierEntry entry = StoredEntry.read(reply.get(i + 1), reply.get(0));
      if (entry != null) {
        found.put(wanted.get(i), entry);
      }
    }
  }

  /** Some of the entries, and where to go on. */
  RedisCursor.Page page(Session session, String from, Predicate<TierKey> withheld)
      throws Unreachable {
    KeyScanCursor<byte[]> scanned = scan(session, from);
    List<TierKey> met = new ArrayList<>();
    for (byte[] name : scanned.getKeys()) {
      TierKey key = keys.keyOf(name);
      if (key != null && !withheld.test(key)) {
        met.add(key);
      }
    }
    return new RedisCursor.Page(getAll(session, met), next(scanned));
  }

  private KeyScanCursor<byte[]> scan(Session session, String from) throws Unreachable {
    ScanArgs arguments = ScanArgs.Builder.matches(keys.entryPattern()).limit(SCAN_COUNT);
    return session.await(session.connection().async().scan(ScanCursor.of(from), arguments));
  }

  private static @Nullable String next(KeyScanCursor<byte[]> scanned) {
    return scanned.isFinished() ? null : scanned.getCursor();
  }

  /** How many there are; as far as counting gets in a fifth of a second. Counting never takes more than a fiftieth of the time. */
  long size(Session session) throws Unreachable {
    long start = System.nanoTime();
    Size last = lastSize;
    if (start - last.untilNanos() < 0) {
      return last.count();
    }
    long count = 0;
    String cursor = RedisCursor.START;
    while (cursor != null && System.nanoTime() - start < COUNTING.toNanos()) {
      KeyScanCursor<byte[]> scanned = scan(session, cursor);
      count += sweep(session, scanned.getKeys());
      cursor = next(scanned);
    }
    // What is known to have been there is a better estimate than where the time was up.
    long counted = cursor == null ? count : Math.max(count, last.count());
    long end = System.nanoTime();
    boolean cheap = end - start < CHEAP.toNanos();
    lastSize = new Size(counted, cheap ? end : end + (end - start) * 50);
    return counted;
  }

  long lastSize() {
    return lastSize.count();
  }

  private record Size(long count, long untilNanos) {}

  // -- writing

  long put(Session session, TierKey key, TierValue value) throws Unreachable {
    long version = Versions.next();
    if (!plainWrites.write(session, key, value, version, false)) {
      write(session, key, value, version, ANY).await();
    }
    return version;
  }

  void putAll(Session session, List<Map.Entry<TierKey, TierValue>> part) throws Unreachable {
    List<Map.Entry<TierKey, TierValue>> left = plainWrites.writeAll(session, part);
    List<Session.Call<Long>> calls = new ArrayList<>(left.size());
    for (Map.Entry<TierKey, TierValue> one : left) {
      calls.add(write(session, one.getKey(), one.getValue(), Versions.next(), ANY));
    }
    for (Session.Call<Long> call : calls) {
      call.await();
    }
  }

  long compareAndPut(Session session, TierKey key, long expected, TierValue value)
      throws Unreachable {
    long version = Versions.next();
    boolean creates = expected == Tier.ABSENT;
    if (creates && plainWrites.write(session, key, value, version, true)) {
      return version;
    }
    byte[] condition = creates ? ABSENT : StoredEntry.longBytes(expected);
    boolean written = write(session, key, value, version, condition).await() == 1;
    return written ? version : Tier.CONFLICT;
  }

  private Session.Call<Long> write(
      Session session, TierKey key, TierValue value, long version, byte[] condition) {
    return session.number(
        Scripts.WRITE,
        scriptKeys(key),
        StoredEntry.longBytes(Versions.next()),
        StoredEntry.tail(version, value),
        timeToLive(value.expiresAt()),
        condition);
  }

  boolean remove(Session session, TierKey key) throws Unreachable {
    return removed(session, key, ANY);
  }

  boolean compareAndRemove(Session session, TierKey key, long expected) throws Unreachable {
    return removed(session, key, StoredEntry.longBytes(expected));
  }

  private boolean removed(Session session, TierKey key, byte[] condition) throws Unreachable {
    boolean removed = session.number(Scripts.REMOVE, scriptKeys(key), condition).await() == 1;
    return removed;
  }

  void removeAll(Session session, List<TierKey> part) throws Unreachable {
    session.await(session.delete(part.stream().map(keys::entry).toList()));
  }

  /** Sends a deletion, and tells when it was done. Never throws, never waits. */
  void removeLater(Session session, TierKey key, Runnable done) {
    try {
      var unused = session.delete(List.of(keys.entry(key))).whenComplete((count, failure) -> {
        if (failure == null) {
          done.run();
        }
      });
    } catch (RedisException e) {
      // The connection is gone: the next one begins with repairs.
    }
  }

  boolean touch(Session session, TierKey key, long expected, long expiresAt) throws Unreachable {
    return session
            .number(
                Scripts.TOUCH,
                scriptKeys(key),
                StoredEntry.longBytes(expected),
                StoredEntry.longBytes(expiresAt),
                timeToLive(expiresAt))
            .await()
        == 1;
  }

  /** Not by a script: of that the server would tell us, too. */
  void clear(Session session) throws Unreachable {
    session.await(session.set(keys.generation(), StoredEntry.longBytes(Versions.next())));
  }

  /** Deletes some of what was cleared. Returns where to go on, or null. */
  @Nullable
  String sweep(Session session, String from) throws Unreachable {
    KeyScanCursor<byte[]> scanned = scan(session, from);
    sweep(session, scanned.getKeys());
    return next(scanned);
  }

  private long sweep(Session session, List<byte[]> names) throws Unreachable {
    if (names.isEmpty()) {
      return 0;
    }
    List<byte[]> all = new ArrayList<>(names.size() + 1);
    all.add(keys.generation());
    all.addAll(names);
    return session.number(Scripts.SWEEP, all).await();
  }

  /** Clears, and deletes all that it can within the time. What stays cannot be read any more. */
  void destroy(Session session, Duration patience) throws Unreachable {
    long start = System.nanoTime();
    clear(session);
    String cursor = RedisCursor.START;
    while (cursor != null && System.nanoTime() - start < patience.toNanos()) {
      cursor = sweep(session, cursor);
    }
    session.await(session.delete(List.of(keys.generation())));
  }

  private List<byte[]> scriptKeys(TierKey key) {
    return List.of(keys.generation(), keys.entry(key));
  }

  private byte[] timeToLive(long expiresAt) {
    long millis = millisToLive(expiresAt);
    return millis == 0 ? NO_LIMIT : Long.toString(millis).getBytes(US_ASCII);
  }

  /** Milliseconds from now, rounded up: an entry whose time is up is gone soon after. 0 for no limit. */
  private long millisToLive(long expiresAt) {
    return expiresAt == TierValue.NEVER
        ? 0
        : Math.max(0, expiresAt - clock.nanos()) / 1_000_000 + 1;
  }
}
