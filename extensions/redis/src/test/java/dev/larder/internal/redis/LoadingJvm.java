package dev.larder.internal.redis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** One of several JVMs that work on one cache, and watch each other. */
public final class LoadingJvm {
  static final int COUNTERS = 3;

  private final Scoreboard scoreboard;
  private final SharedNumbers numbers;
  private final int index;
  private final int jvms;
  private final long boundNanos;
  private final LongAdder reads = new LongAdder();
  private final LongAdder found = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder increments = new LongAdder();
  private final LongAdder unknownIncrements = new LongAdder();
  private final LongAdder wins = new LongAdder();
  private final LongAdder unknownRaces = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile boolean over;

  private LoadingJvm(
      Scoreboard scoreboard, SharedNumbers numbers, int index, int jvms, long boundNanos) {
    this.scoreboard = scoreboard;
    this.numbers = numbers;
    this.index = index;
    this.jvms = jvms;
    this.boundNanos = boundNanos;
  }

  /** Arguments: URI, file, index, JVMs, milliseconds that a read may be behind. Works until standard input ends; then prints its totals. */
  public static void main(String[] arguments) throws Exception {
    String uri = arguments[0];
    long boundMillis = Long.parseLong(arguments[4]);
    try (SharedNumbers numbers = new SharedNumbers(
        uri,
        "on-failure",
        "fail",
        "timeout",
        "500ms",
        "connect-timeout",
        "20s",
        "near.max-staleness",
        boundMillis + "ms")) {
      LoadingJvm jvm = new LoadingJvm(
          new Scoreboard(Path.of(arguments[1])),
          numbers,
          Integer.parseInt(arguments[2]),
          Integer.parseInt(arguments[3]),
          TimeUnit.MILLISECONDS.toNanos(boundMillis));
      System.out.println("ready");
      jvm.work();
    }
    // Nothing that Lettuce may still have running keeps the process.
    System.exit(0);
  }

  private interface Work {
    void once();
  }

  private void work() throws Exception {
    List<Thread> threads = new ArrayList<>();
    threads.add(thread(new Writing()));
    threads.add(thread(new Reading()));
    threads.add(thread(new Reading()));
    threads.add(thread(this::increment));
    threads.add(thread(this::race));
    threads.forEach(Thread::start);
    while (System.in.read() >= 0) {
      // Until the parent closes it, or is gone.
    }
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(
        "totals %d %d %d %d %d %d %d %d %d%n",
        reads.sum(),
        found.sum(),
        stale.sum(),
        writes.sum(),
        increments.sum(),
        unknownIncrements.sum(),
        wins.sum(),
        unknownRaces.sum(),
        failures.sum());
  }

  private Thread thread(Work work) {
    return new Thread(() -> {
      while (!over) {
        try {
          work.once();
        } catch (CacheException e) {
          failures.increment();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
      }
    });
  }

  /** Writes higher and higher numbers into the registers that are its own. */
  private final class Writing implements Work {
    private long next = 1;

    @Override
    public void once() {
      int register = (int) (next % (Scoreboard.REGISTERS / jvms)) * jvms + index;
      long number = next++;
      numbers.put("register" + register, number);
      scoreboard.acknowledge(register, number);
      writes.increment();
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
    }
  }

  /** Reads all registers: what was acknowledged longer ago than the bound has to be seen. */
  private final class Reading implements Work {
    private long[] older = new long[Scoreboard.REGISTERS];
    private long[] newer = new long[Scoreboard.REGISTERS];
    private long takenAt = System.nanoTime();

    @Override
    public void once() {
      if (System.nanoTime() - takenAt >= boundNanos) {
        older = newer;
        newer = new long[Scoreboard.REGISTERS];
        for (int i = 0; i < newer.length; i++) {
          newer[i] = scoreboard.acknowledged(i);
        }
        takenAt = System.nanoTime();
      }
      for (int i = 0; i < 20; i++) {
        int register = ThreadLocalRandom.current().nextInt(Scoreboard.REGISTERS);
        check(register, older[register], numbers.get("register" + register));
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
    }

    private void check(int register, long least, @Nullable Long number) {
      reads.increment();
      if (number != null) {
        found.increment();
        if (number < least) {
          stale.increment();
          System.out.println("stale: register " + register + " has " + number + ", not " + least);
        }
      }
    }
  }

  private void increment() {
    String name = "counter" + ThreadLocalRandom.current().nextInt(COUNTERS);
    try {
      numbers.increment(name);
      increments.increment();
    } catch (CacheException e) {
      unknownIncrements.increment();
      throw e;
    }
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
  }

  private void race() {
    int race = scoreboard.race();
    if (race >= Scoreboard.RACES) {
      increment(); // all races are run
      return;
    }
    try {
      if (numbers.putIfAbsent("race" + race, index)) {
        scoreboard.win(race);
        wins.increment();
      }
      scoreboard.raceIsOver(race);
    } catch (CacheException e) {
      unknownRaces.increment();
      throw e;
    }
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
  }
}
