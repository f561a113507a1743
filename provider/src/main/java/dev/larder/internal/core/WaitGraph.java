package dev.larder.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who waits for whom, over all tables of the JVM: a thread that waits for a held key points to the hold, the hold to its owner.
 * A thread that would close a circle is told so instead of waiting for ever.
 *
 * <p>A thread publishes its wait and looks for the circle in one step. So of the threads that form one, the last to publish sees it
 * whole, and no other.
 */
final class WaitGraph {
  // Static, because a circle may run through the tables of several providers. It holds an entry
  // only while a thread waits.
  private static final ConcurrentMap<Thread, Hold<?, ?>> WAITING = new ConcurrentHashMap<>();

  /** Held for the step from publishing to looking: short, and only where a thread is about to wait anyway. */
  private static final ReentrantLock PUBLISHING = new ReentrantLock();

  private WaitGraph() {}

  /**
   * Waits until {@code hold} is released.
   *
   * @throws HeldKeyException when the wait would never end, or the thread is interrupted (its interrupt flag is then set)
   */
  static void await(Hold<?, ?> hold, CountDownLatch released) {
    Thread me = Thread.currentThread();
    if (hold.isOver()) {
      return;
    }
    if (hold.owner() == me) {
      throw new HeldKeyException(
          "a loader, writer, processor or listener of cache \"" + hold.table.name()
              + "\" used the very key it was called for; use what it was given, or another key");
    }
    try {
      publish(me, hold);
      released.await();
    } catch (InterruptedException e) {
      me.interrupt();
      throw new HeldKeyException(
          "interrupted while waiting for thread \"" + hold.owner().getName()
              + "\", which is at work on a key of cache \"" + hold.table.name() + "\"",
          e);
    } finally {
      WAITING.remove(me);
    }
  }

  private static void publish(Thread me, Hold<?, ?> hold) {
    PUBLISHING.lock();
    try {
      WAITING.put(me, hold);
      refuseCircle(me, hold);
    } catch (HeldKeyException e) {
      // Here, so that whoever publishes next does not meet a wait that will not be.
      WAITING.remove(me);
      throw e;
    } finally {
      PUBLISHING.unlock();
    }
  }

  private static void refuseCircle(Thread me, Hold<?, ?> first) {
    // A chain that was walked while holds came and went can look like a circle. One that is found
    // twice stood still in between.
    List<Hold<?, ?>> chain = chain(me, first);
    if (!chain.isEmpty() && chain.equals(chain(me, first))) {
      throw new HeldKeyException(describe(me, chain));
    }
  }

  /** The holds from {@code first} to the one that {@code me} owns; empty when the chain ends elsewhere. */
  private static List<Hold<?, ?>> chain(Thread me, Hold<?, ?> first) {
    List<Hold<?, ?>> chain = new ArrayList<>();
    for (Hold<?, ?> hold = first; hold != null && !hold.isOver() && !chain.contains(hold); ) {
      chain.add(hold);
      if (hold.owner() == me) {
        return chain;
      }
      hold = WAITING.get(hold.owner());
    }
    return List.of();
  }

  private static String describe(Thread me, List<Hold<?, ?>> chain) {
    StringBuilder circle = new StringBuilder(
        "threads would wait for each other's keys for ever: \"" + me.getName() + "\"");
    for (Hold<?, ?> hold : chain) {
      circle.append(" for a key of cache \"").append(hold.table.name()).append("\" held by \"");
      circle.append(hold.owner().getName()).append('"');
    }
    return circle
        .append("; take the keys in one order everywhere, or outside of the user code")
        .toString();
  }
}
