package dev.larder.internal.redis;

import dev.larder.tier.LoadLease;
import dev.larder.tier.TierKey;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.List;

/**
 * One load a key among all JVMs. Whoever loads has a lease on the server, which ends by itself when its JVM does not come back: {@code
 * load-lease} should be longer than a load takes, or two may run. Thread-safe.
 */
final class Leases {
  private static final LoadLease NONE_NEEDED = () -> {};
  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final CacheKeys keys;
  private final Entries entries;
  private final Figures figures;

  Leases(CacheKeys keys, Entries entries, Figures figures) {
    this.keys = keys;
    this.entries = entries;
    this.figures = figures;
  }

  /** Waits until the key is ours to load, or there is an entry, or a lease's time is over. */
  LoadLease acquire(Session session, TierKey key, Duration lease) throws Unreachable {
    byte[] name = keys.lease(key);
    byte[] mine = StoredEntry.longBytes(Versions.next());
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_MILLIS;
    while (!isMine(session, name, mine, lease)) {
      if (pause == FIRST_PAUSE_MILLIS) {
        figures.leaseWaits.increment();
      }
      pause(pause);
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
      boolean over = System.nanoTime() - start >= lease.toNanos();
      if (over || entries.get(session, key) != null) {
        return NONE_NEEDED;
      }
    }
    return () -> end(session, name, mine);
  }

  private static boolean isMine(Session session, byte[] name, byte[] mine, Duration lease)
      throws Unreachable {
    SetArgs ifAbsent = SetArgs.Builder.nx().px(Math.max(1, lease.toMillis()));
    return session.await(session.connection().async().set(name, mine, ifAbsent)) != null;
  }

  private static void end(Session session, byte[] name, byte[] mine) {
    try {
      // Nobody waits for the answer: it is carried out after what the load has stored.
      session.number(Scripts.END_LEASE, List.of(name), mine);
    } catch (RedisException e) {
      // The connection is gone, and the lease ends when its time is over.
    }
  }

  private static void pause(long millis) throws Unreachable {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted while another JVM loads", e);
    }
  }
}
