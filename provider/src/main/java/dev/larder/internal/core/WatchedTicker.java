package dev.larder.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An exact ticker, and a thread that watches it for those who need not know what time it is, but only that it is not so late yet: most
 * reads of entries that expire at some time. They read a field, in place of the clock, which costs more than all the rest of a read.
 * Thread-safe.
 *
 * <p>The thread looks at the clock every so often. Readers go by what it has seen last, plus {@link #SLACK}, which is a hundred
 * times as much as the thread should ever be behind. The time could be later only if the thread had not run for so long while
 * readers do; which takes a process that stands still as a whole for longer, and lasts until the thread gets a processor again.
 *
 * <p>There is a thread only while somebody asks, and for some seconds after, or until the last one who was attached is detached: then it
 * ends, and the next one to ask starts another.
 */
public final class WatchedTicker implements Ticker {
  private static final System.Logger LOGGER = System.getLogger("dev.larder.expiry");

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** In nanoseconds: what readers add to the time that the thread saw. */
  static final long SLACK = 100 * PAUSE.toNanos();

  /** What of it the thread is behind, mostly: a pause, and as much again until it gets a processor. */
  private static final long BEHIND = 2 * PAUSE.toNanos();

  /** So many pauses in a row without anybody asking, and the thread ends. */
  static final int PATIENCE = 500;

  /** In place of a time: nobody watches. */
  private static final long NOBODY = Long.MIN_VALUE;

  private static final VarHandle SEEN;

  static {
    try {
      SEEN = MethodHandles.lookup().findVarHandle(WatchedTicker.class, "seen", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Ticker exact;
  private final PeriodicThread<Object> thread;

  /* Opaque: never torn, and seen soon. It says nothing of other memory, so nobody need wait for that. */
  private long seen = NOBODY;

  /** Readers set it, without any order and only when it is not set: to do so each time would cost all of them. */
  private boolean isAsked;

  private int attached;
  private int unasked;
  private boolean hasFailed;

  /** Watches this one, which costs nothing until somebody asks. */
  public WatchedTicker(Ticker exact) {
    this(exact, PAUSE);
  }

  /** The same with another pause; for tests, which {@link #look} by hand. */
  WatchedTicker(Ticker exact, Duration pause) {
    this.exact = exact;
    this.thread = new PeriodicThread<>("larder-watch", pause, this::look);
  }

  /** The exact time, from the exact ticker. */
  @Override
  public long nanos() {
    return exact.nanos();
  }

  /** At most {@link #SLACK} later than the time, mostly; never earlier, but if the process as a whole stood still for so long. */
  @Override
  public long latest() {
    long last = (long) SEEN.getOpaque(this);
    if (!isAsked) {
      isAsked = true;
    }
    return last == NOBODY ? startWatching() : last + SLACK;
  }

  @Override
  public long slack() {
    return SLACK - BEHIND;
  }

  @Override
  public synchronized void attach(Object user) {
    attached++;
  }

  @Override
  public synchronized void detach(Object user) {
    if (--attached == 0) {
      stopWatching();
    }
  }

  /** Returns the exact time. Where no thread can be had, nobody tries again: that time is looked up each time is no reason to fail. */
  private long startWatching() {
    long now = exact.nanos();
    synchronized (this) {
      if (seen == NOBODY && !hasFailed) {
        unasked = 0;
        try {
          thread.add(this);
          see(now);
        } catch (RuntimeException | OutOfMemoryError e) {
          hasFailed = true;
          LOGGER.log(
              System.Logger.Level.WARNING,
              "no thread that watches the clock: reads look at it each time",
              e);
        }
      }
    }
    return now;
  }

  private void see(long now) {
    SEEN.setOpaque(this, now == NOBODY ? now + 1 : now);
  }

  /** What the thread does after each pause. */
  synchronized void look() {
    unasked = isAsked ? 0 : unasked + 1;
    isAsked = false;
    if (unasked < PATIENCE) {
      see(exact.nanos());
    } else {
      stopWatching();
    }
  }

  private void stopWatching() {
    SEEN.setOpaque(this, NOBODY);
    thread.remove(this);
  }

  /** The thread, while there is one; for tests. */
  @Nullable
  Thread thread() {
    return thread.thread();
  }
}
