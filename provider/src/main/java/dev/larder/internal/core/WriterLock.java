package dev.larder.internal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.StampedLock;

/**
 * The lock of writers, and a version by which readers who take no lock know whether they were disturbed.
 *
 * <pre>
 *   int version = version();
 *   ... read what writers change only after disturbReaders() ...
 *   if (isStill(version)) ... it was all there at one time
 * </pre>
 *
 * <p>Not every writer disturbs readers: to give a row another value is one store. The version is odd from the first change that takes
 * more than that until the lock is given up. (A seqlock; see Boehm: Can Seqlocks Get Along with Programming Language Memory
 * Models?, MSPC 2012.)
 */
abstract class WriterLock extends WriterLockGap {
  private static final long serialVersionUID = 1;

  /*
   * A writer is soon done, while to park takes a call of the system, and to be woken another thread's: so who meets a writer tries again
   * some times before it parks. Alone on its core it would wait in vain.
   */
  private static final int LOCK_TRIES = Runtime.getRuntime().availableProcessors() > 1 ? 64 : 0;

  private static final VarHandle VERSION;

  static {
    try {
      VERSION = MethodHandles.lookup().findVarHandle(WriterLock.class, "version", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /*
   * Written plainly, between fences: to the JIT each access by a VarHandle is 270 bytes of byte code more that it may not inline elsewhere, and
   * a put that evicts writes it three times, four with a deadline.
   */
  private int version;

  // -- readers

  /** What {@link #isStill} takes, once all is read. */
  final int version() {
    // Rounded down, the version of a writer at work is one that is not any more.
    return (int) VERSION.getAcquire(this) & ~1;
  }

  /** Whether no writer has disturbed what was read since. */
  final boolean isStill(int before) {
    VarHandle.acquireFence();
    return (int) VERSION.getOpaque(this) == before;
  }

  // -- writers

  /** Waits for the lock, awake for as long as a writer needs, then parked. */
  @Override
  public final long writeLock() {
    long stamp = tryWriteLock();
    return stamp != 0 ? stamp : writeLockDespiteOthers();
  }

  private long writeLockDespiteOthers() {
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
      Thread.onSpinWait();
      long stamp = isWriteLocked() ? 0 : tryWriteLock();
      if (stamp != 0) {
        return stamp;
      }
    }
    return super.writeLock();
  }

  /** Under the write lock, before changes that readers must not see halfway. Until it is given up, they will not believe what they read. */
  final void disturbReaders() {
    if ((version & 1) == 0) {
      version++;
      VarHandle.storeStoreFence();
    }
  }

  @Override
  public final void unlockWrite(long stamp) {
    if ((version & 1) != 0) {
      VarHandle.releaseFence();
      version++;
    }
    super.unlockWrite(stamp);
  }
}

/** The lock itself, and what each writer writes to besides: one cache line, which moves from core to core with the writers. */
abstract class WriterLockState extends StampedLock {
  private static final long serialVersionUID = 1;

  /** Where in the index the latest writer who looked for a key has found it. */
  int foundAt;
}

/** Keeps that line apart from what readers need, which comes in subclasses: it then stays with each core although others write. */
@SuppressWarnings("UnusedVariable") // they are there for the room that they take
abstract class WriterLockGap extends WriterLockState {
  private static final long serialVersionUID = 1;

  // spotless:off
  private long
      gap0, gap1, gap2, gap3, gap4, gap5, gap6, gap7, gap8, gap9, gap10, gap11, gap12, gap13, gap14, gap15;
  // spotless:on
}
