package dev.larder.internal.event;

import static java.lang.System.Logger.Level.WARNING;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events of one asynchronous listener: delivered in the order in which they were added, one at a time, on a borrowed executor.
 *
 * <p>The queue has at most one task with the executor. Its life, with the number of pending items as the only shared state:
 *
 * <pre>
 *   idle (pending = 0) ── add: 0 → 1, execute ──&gt; running ── delivered all: n → 0 ──&gt; idle
 *                                      │             └── after a turn of {@value #TURN} items: execute again, so that others get on
 *                                      └── rejected: drop all, n → 0 ──&gt; idle
 * </pre>
 *
 * <p>An executor must run a task or reject it; one that swallows a task (as a pool's {@code shutdownNow} does) ends this queue silently.
 */
final class AsyncQueue<K, V> {
  /** Enough that handing the thread over is not felt, few enough that another listener is not kept waiting. */
  static final int TURN = 256;

  /*
   * Where events come in quick succession, who has delivered all of them lets the next ones gather for a moment. Without that each put
   * wakes a thread, or contends with it for the last item, which costs more than the put (tools/benchmarks/results/by-value.md).
   */
  private static final long GATHERING_NANOS = 50_000;

  /** An event, or the end. */
  sealed interface Item permits Event, End {}

  private enum End implements Item {
    END
  }

  private final Executor executor;
  private final ListenerCall<K, V> listener;
  private final Queue<Item> items = new ConcurrentLinkedQueue<>();

  /** Items added and not yet dealt with. Whoever raises it from 0 owns the turn, until it is passed on or pending is 0 again. */
  private final AtomicInteger pending = new AtomicInteger();

  // Guarded by owning the turn.
  private boolean ended;
  private long dropped;

  AsyncQueue(Executor executor, ListenerCall<K, V> listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** Queues an event; after {@link #end} it is ignored. Never blocks. */
  void add(Event<K, V> event) {
    put(event);
  }

  /** Closes the listener once all that was added before has been delivered. */
  void end() {
    put(End.END);
  }

  private void put(Item item) {
    items.add(item);
    if (pending.getAndIncrement() == 0) {
      start();
    }
  }

  private void start() {
    Turn turn = new Turn(Thread.currentThread());
    try {
      executor.execute(turn);
    } catch (RuntimeException | Error e) {
      if (turn.claim()) {
        dropAll(e);
      }
      if (e instanceof Error) { // such as "unable to create native thread": not ours to hide
        throw e;
      }
    }
  }

  /** {@code mayWait}: this is no thread that adds events, which has better things to do. */
  private void runTurns(boolean mayWait) {
    while (deliverTurn(mayWait)) {
      if (passOn()) {
        return;
      }
    }
  }

  /** Delivers what is pending, at most a turn's worth. Answers whether more is waiting; if not, the turn is over. */
  private boolean deliverTurn(boolean mayWait) {
    int room = TURN;
    do {
      int batch = Math.min(pending.get(), room);
      for (int i = 0; i < batch; i++) {
        deliver(items.remove());
      }
      room -= batch;
      if (batch > 1 && room > 0 && pending.get() == batch && mayWait) {
        LockSupport.parkNanos(this, GATHERING_NANOS);
      }
      if (pending.addAndGet(-batch) == 0) {
        return false;
      }
    } while (room > 0);
    return true;
  }

  private void deliver(Item item) {
    try {
      if (item instanceof End) {
        finish();
      } else if (!ended) {
        listener.deliver(asEvent(item));
      }
    } catch (Throwable t) { // an Error of one event must not cost the next ones either
      report(listener + " failed on an event; those that follow are delivered", t);
    }
  }

  @SuppressWarnings("unchecked") // only add() puts events in
  private Event<K, V> asEvent(Item item) {
    return (Event<K, V>) item;
  }

  private void finish() {
    if (!ended) {
      ended = true;
      listener.close();
    }
  }

  /** Whether the executor took the rest. Where it refuses, or runs a task inside this very turn, we go on ourselves. */
  private boolean passOn() {
    Turn next = new Turn(null);
    next.giver = Thread.currentThread();
    try {
      executor.execute(next);
    } catch (RuntimeException | Error e) {
      return !next.claim();
    }
    next.giver = null;
    return !(next.cameBack && next.claim());
  }

  private void dropAll(Throwable why) {
    long before = dropped;
    int batch;
    do {
      batch = pending.get();
      for (int i = 0; i < batch; i++) {
        drop(items.remove());
      }
    } while (pending.addAndGet(-batch) != 0);
    reportDropped(before, why);
  }

  private void drop(Item item) {
    if (item instanceof End) {
      finish();
    } else if (!ended) {
      dropped++;
    }
  }

  /** Reports at 1, 2, 4, 8 … events: an executor that is gone for good must not fill the log, too. */
  private void reportDropped(long before, Throwable why) {
    if (Long.highestOneBit(before) != Long.highestOneBit(dropped)) {
      report(
          listener + " has lost " + dropped
              + " events so far: its executor refuses tasks; hand in one that runs",
          why);
    }
  }

  private static void report(String message, Throwable cause) {
    try {
      ListenerCall.LOG.log(WARNING, message, cause);
    } catch (
        Throwable
            ignored) { // a log handler that fails must not stop the queue; there is nowhere left to
      // tell
    }
  }

  /**
   * The right to deliver, as the executor gets it. It is claimed once: an executor can keep a task in its queue and throw all the
   * same (a thread pool that cannot start a thread does), and then runs it much later.
   */
  private final class Turn implements Runnable {
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** Who added the event that this turn began with; null when it goes on with another one's. */
    private final @Nullable Thread adder;

    /** The thread that is handing this turn over, for as long as it does; what other threads see here does not matter. */
    private @Nullable Thread giver;

    /** The executor ran this inside {@code execute}: to deliver there would add a stack frame with every turn. */
    private boolean cameBack;

    Turn(@Nullable Thread adder) {
      this.adder = adder;
    }

    boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (giver == Thread.currentThread()) {
        cameBack = true;
      } else if (claim()) {
        runTurns(adder != Thread.currentThread());
      }
    }
  }
}
