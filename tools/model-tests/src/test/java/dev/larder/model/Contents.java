package dev.larder.model;

import dev.larder.model.Fault.Where;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/**
 * What a cache contains, as plainly as can be: a map, time, and what each change consists of by the specification: user code, events,
 * counts. What it says of user code it writes down as {@link UserCode} does.
 */
abstract class Contents {
  private static final int MOST_LISTENERS = 4;
  private static final long UNCHANGED = -1;
  private static final long ETERNAL = Long.MAX_VALUE;

  /** An access need not move a deadline by less than this part of the idle time: the javadoc of the table says so. */
  private static final int IDLE_SHIFT = 10;

  /** What is there, or was until its time was up and nobody has noticed yet. */
  static final class Entry {
    int value;
    long deadline;

    Entry(int value, long deadline) {
      this.value = value;
      this.deadline = deadline;
    }
  }

  final Setup setup;
  final Map<Integer, Entry> entries = new TreeMap<>();
  final List<Setup.Ear> ears;
  private final Deque<Setup.Ear> joined = new ArrayDeque<>();
  private int listenersMade = 100;
  boolean counting = true;
  private long hits;
  private long misses;
  private long puts;
  private long removals;
  long now;
  Step step;

  final Calls calls = new Calls();
  final Map<Integer, Integer> rows = new TreeMap<>();
  final Map<Integer, List<String>> heardLater = new HashMap<>();

  Contents(Setup setup, Step first) {
    this.setup = setup;
    this.step = first;
    this.ears = new ArrayList<>(setup.listeners());
  }

  // -- time

  @Nullable
  Entry live(int key) {
    Entry entry = entries.get(key);
    return entry == null || entry.deadline <= now ? null : entry;
  }

  List<Integer> present() {
    return entries.keySet().stream().filter(key -> live(key) != null).toList();
  }

  /** The keys of which the time is up, but nobody has noticed. */
  List<Integer> overdue() {
    return entries.keySet().stream().filter(key -> live(key) == null).toList();
  }

  /** The cache has evicted it. */
  void forget(int key) {
    entries.remove(key);
  }

  /** A listener's failure is nothing to whoever happens to meet the expired entry; an Error is. */
  void meetExpired(int key) {
    Entry entry = entries.get(key);
    if (entry != null && live(key) == null) {
      entries.remove(key);
      try {
        tell("EXPIRED", key, null, entry.value);
      } catch (CacheEntryListenerException e) {
        // logged
      }
    }
  }

  void sweep() {
    for (int key : overdue()) {
      try {
        meetExpired(key);
      } catch (Fault.Broken e) {
        // logged
      }
    }
  }

  private long creation() {
    return switch (setup.policy()) {
      case ETERNAL -> ETERNAL;
      case CUSTOM -> {
        long answer = ask("creation", step.answers().creation());
        yield answer == UNCHANGED ? ETERNAL : answer;
      }
      default -> nanos(setup.lifetime());
    };
  }

  private long update() {
    return switch (setup.policy()) {
      case MODIFIED, TOUCHED -> nanos(setup.lifetime());
      case CUSTOM -> ask("update", step.answers().update());
      default -> UNCHANGED;
    };
  }

  private long access() {
    return switch (setup.policy()) {
      case ACCESSED, TOUCHED -> nanos(setup.lifetime());
      case CUSTOM -> ask("access", step.answers().access());
      default -> UNCHANGED;
    };
  }

  private long ask(String what, @Nullable Duration answer) {
    try {
      call(Where.POLICY, Fault.ANY, what);
    } catch (RuntimeException e) {
      return UNCHANGED;
    }
    return answer == null ? UNCHANGED : nanos(answer);
  }

  private static long nanos(Duration duration) {
    return duration.isEternal()
        ? ETERNAL
        : duration.getTimeUnit().toNanos(duration.getDurationAmount());
  }

  private long deadline(long lifetime) {
    return lifetime >= ETERNAL - now ? ETERNAL : now + lifetime;
  }

  void touch(Entry entry) {
    long lifetime = access();
    if (lifetime != UNCHANGED) {
      entry.deadline = deadline(lifetime);
    }
  }

  /** Where no user code has to be asked, a deadline is not moved by next to nothing. */
  void touchIfWorthIt(Entry entry) {
    if (!setup.isFixed()
        || (access() != UNCHANGED
            && deadline(access()) - entry.deadline > access() >> IDLE_SHIFT)) {
      touch(entry);
    }
  }

  // -- what each change consists of

  void call(Where where, int key, String what) {
    calls.add(key, what);
    step.fault().strike(where, key);
  }

  void write(int key, int value) {
    if (setup.writer()) {
      writing(() -> call(Where.WRITER, key, "write " + value));
      rows.put(key, value);
    }
  }

  void delete(int key) {
    if (setup.writer()) {
      writing(() -> call(Where.WRITER, key, "delete"));
      rows.remove(key);
    }
  }

  static void writing(Runnable call) {
    try {
      call.run();
    } catch (CacheWriterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheWriterException("", e);
    }
  }

  @Nullable
  Integer loaded(int key, String how) {
    try {
      call(Where.LOADER, key, how);
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheLoaderException("", e);
    }
    return rows.get(key);
  }

  /** Creates or updates. */
  void store(int key, int value, boolean isPut) {
    Entry before = live(key);
    if (before == null) {
      long lifetime = creation();
      if (lifetime != 0) {
        entries.put(key, new Entry(value, deadline(lifetime)));
        countPut(isPut);
        tell("CREATED", key, value, null);
      }
    } else {
      long lifetime = update();
      int old = before.value;
      before.value = value;
      before.deadline = lifetime == UNCHANGED ? before.deadline : deadline(lifetime);
      countPut(isPut);
      tell("UPDATED", key, value, old);
    }
  }

  void drop(int key) {
    Entry before = live(key);
    if (before != null) {
      entries.remove(key);
      removals += counting ? 1 : 0;
      tell("REMOVED", key, null, before.value);
    }
  }

  void tell(String type, int key, @Nullable Integer value, @Nullable Integer old) {
    Failures failures = new Failures();
    for (Setup.Ear ear : ears) {
      failures.attempt(() -> tell(ear, type, key, value, old));
    }
    failures.throwIfAny();
  }

  void tell(Setup.Ear ear, String type, int key, @Nullable Integer value, @Nullable Integer old) {
    Integer shownOld = ear.wantsOld() ? old : null;
    String heard = UserCode.heard(ear.number(), type, value == null ? shownOld : value, shownOld);
    if (!ear.synchronous()) {
      if (!ear.filtered() || key % 2 == 0) {
        heardLater.computeIfAbsent(ear.number(), first -> new ArrayList<>()).add(heard + " " + key);
      }
      return;
    }
    try {
      if (ear.filtered()) {
        call(Where.FILTER, key, "filter " + ear.number() + " " + type);
      }
      if (!ear.filtered() || key % 2 == 0) {
        call(Where.LISTENER, key, heard);
      }
    } catch (CacheEntryListenerException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheEntryListenerException("", e);
    }
  }

  // -- counting

  void count(@Nullable Object found) {
    if (counting && found != null) {
      hits++;
    } else if (counting) {
      misses++;
    }
  }

  private void countPut(boolean isPut) {
    puts += isPut && counting ? 1 : 0;
  }

  void clearCounts() {
    if (counting) {
      hits = 0;
      misses = 0;
      puts = 0;
      removals = 0;
    }
  }

  List<Long> counts() {
    return counting ? List.of(hits, misses, hits + misses, puts, removals) : List.of();
  }

  void listen() {
    if (joined.size() == MOST_LISTENERS) {
      ears.remove(joined.remove());
    } else {
      Setup.Ear added = step.ear(listenersMade++);
      joined.add(added);
      ears.add(added);
    }
  }
}
