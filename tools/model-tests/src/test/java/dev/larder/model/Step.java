package dev.larder.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One operation with all that it needs, and what user code does meanwhile.
 *
 * @param other a second value: what is expected, say
 * @param program what the entry processor does
 * @param answers what a user's own expiry policy says
 * @param nanos how far the clock goes
 * @param flag a choice of the operation's
 */
record Step(
    Op op,
    int key,
    int value,
    int other,
    List<Integer> keys,
    List<Action> program,
    Fault fault,
    Answers answers,
    long nanos,
    boolean flag) {
  enum Op {
    GET,
    CONTAINS_KEY,
    PUT,
    GET_AND_PUT,
    PUT_IF_ABSENT,
    REPLACE,
    GET_AND_REPLACE,
    REPLACE_IF_EQUAL,
    REMOVE,
    GET_AND_REMOVE,
    REMOVE_IF_EQUAL,
    INVOKE,
    GET_ALL,
    ITERATE,
    REMOVE_KEYS,
    REMOVE_ALL,
    CLEAR,
    PUT_ALL,
    INVOKE_ALL,
    LOAD_ALL,
    ADVANCE,
    SWEEP,
    COUNT,
    CLEAR_COUNTS,
    LISTEN;

    /** Which keys come first is the cache's own business. */
    boolean isBulk() {
      return switch (this) {
        case GET_ALL, ITERATE, REMOVE_KEYS, REMOVE_ALL, PUT_ALL, INVOKE_ALL, LOAD_ALL, SWEEP ->
          true;
        default -> false;
      };
    }

    /** It may put several entries of which one makes room for the next. */
    boolean putsMany() {
      return this == PUT_ALL || this == INVOKE_ALL || this == LOAD_ALL;
    }
  }

  /** What an entry processor does with its entry. */
  enum Action {
    GET,
    EXISTS,
    SET,
    REMOVE
  }

  /** @param creation and the others: null to leave the time as it is */
  record Answers(
      @Nullable Duration creation,
      @Nullable Duration update,
      @Nullable Duration access) {}

  private static final Op[] OFTEN = {
    Op.GET,
    Op.PUT,
    Op.GET_AND_PUT,
    Op.PUT_IF_ABSENT,
    Op.REPLACE_IF_EQUAL,
    Op.REMOVE,
    Op.REMOVE_IF_EQUAL,
    Op.INVOKE,
    Op.INVOKE,
    Op.ADVANCE,
    Op.ADVANCE
  };

  static Step random(Random random) {
    Op[] all = Op.values();
    int n = random.nextInt(all.length + OFTEN.length);
    Op op = n < all.length ? all[n] : OFTEN[n - all.length];
    return new Step(
        op,
        random.nextInt(Setup.KEYS),
        random.nextInt(Setup.VALUES),
        random.nextInt(Setup.VALUES),
        keys(random),
        program(random),
        fault(random),
        new Answers(duration(random), duration(random), duration(random)),
        nanos(random),
        random.nextBoolean());
  }

  private static <T> T any(T[] all, Random random) {
    return all[random.nextInt(all.length)];
  }

  private static List<Integer> keys(Random random) {
    Set<Integer> keys = new LinkedHashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      keys.add(random.nextInt(Setup.KEYS));
    }
    return List.copyOf(keys);
  }

  private static List<Action> program(Random random) {
    List<Action> program = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      program.add(any(Action.values(), random));
    }
    return List.copyOf(program);
  }

  private static Fault fault(Random random) {
    if (random.nextInt(8) != 0) {
      return Fault.NONE;
    }
    return new Fault(
        any(Fault.Where.values(), random),
        random.nextBoolean() ? Fault.ANY : random.nextInt(Setup.KEYS),
        any(Fault.How.values(), random));
  }

  private static @Nullable Duration duration(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> Duration.ZERO;
      case 2 -> Duration.ETERNAL;
      case 3 -> new Duration(TimeUnit.DAYS, Long.MAX_VALUE);
      default -> new Duration(TimeUnit.MILLISECONDS, 1 + random.nextInt(50));
    };
  }

  private static long nanos(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 1;
      case 1 -> TimeUnit.MILLISECONDS.toNanos(random.nextInt(100));
      case 2 -> random.nextInt(1_000_000);
      case 3 -> TimeUnit.DAYS.toNanos(1);
      default -> TimeUnit.MILLISECONDS.toNanos(random.nextInt(10));
    };
  }

  Set<Integer> keySet() {
    return new LinkedHashSet<>(keys);
  }

  /** For each of the keys a value. */
  Map<Integer, Integer> numbers() {
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    keys.forEach(k -> numbers.put(k, (value + k) % Setup.VALUES));
    return numbers;
  }

  /** The listener that comes. */
  Setup.Ear ear(int number) {
    return new Setup.Ear(number, flag, value % 2 == 0, other % 2 == 0);
  }

  /** What the n-th SET of a program sets. */
  int set(int n) {
    return (value + n) % Setup.VALUES;
  }
}
