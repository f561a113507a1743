package dev.larder.model;

import dev.larder.model.Fault.How;
import dev.larder.model.Fault.Where;
import dev.larder.model.Step.Action;
import dev.larder.model.Step.Op;
import java.util.ArrayList;
import java.util.List;
import javax.cache.expiry.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where Larder and the reference implementation (1.1.1) are known to differ, and why: {@code docs/deviations.md} has the table with
 * the specification's words.
 */
final class Differences {
  private Differences() {}

  /**
   * A setup that both can be compared in: without time, which the reference implementation takes from the wall clock, and without
   * values that a listener can spoil, since there it is given the very object that the cache keeps.
   */
  static Setup without(Setup setup) {
    List<Setup.Ear> ears = setup.listeners().stream()
        .map(ear -> new Setup.Ear(ear.number(), true, ear.wantsOld(), ear.filtered()))
        .limit(1)
        .toList();
    return new Setup(
        setup.byValue(),
        setup.mutableValues() && ears.isEmpty(),
        setup.readThrough(),
        setup.loader(),
        setup.writer(),
        setup.policy() == Setup.Policy.CUSTOM ? Setup.Policy.CUSTOM : Setup.Policy.ETERNAL,
        setup.lifetime(),
        ears,
        0);
  }

  /** A step in which time plays no part: what lives, lives for ever, and what dies, dies at once. */
  static Step timeless(Step step) {
    Step.Answers answers = new Step.Answers(
        Duration.ETERNAL,
        timeless(step.answers().update()),
        timeless(step.answers().access()));
    return new Step(
        step.op(),
        step.key(),
        step.value(),
        step.other(),
        step.keys(),
        step.program(),
        step.fault(),
        answers,
        step.nanos(),
        step.flag());
  }

  private static @Nullable Duration timeless(@Nullable Duration duration) {
    return duration == null || duration.isZero() ? duration : Duration.ETERNAL;
  }

  /**
   * The calls of user code that can be compared. One {@code loadAll} for many keys or a {@code load} for each, and in invocations a
   * second load when the first brought nothing: both may be. When a policy is asked before or after the writer is not said; and when
   * it is noticed that an entry has expired is each cache's own affair.
   */
  static List<String> comparable(Calls calls, Step step) {
    List<String> policy = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String line : calls.lines(step.op().isBulk())) {
      String call = line.replace("loadAll", "load");
      boolean again = isInvocation(step)
          && !others.isEmpty()
          && others.get(others.size() - 1).equals(call)
          && call.startsWith("load");
      if (line.endsWith(" " + Fault.ANY)) {
        policy.add(call);
      } else if (!again && !line.contains("EXPIRED")) {
        others.add(call);
      }
    }
    policy.addAll(others);
    return policy;
  }

  /** A listener more, or the clock, is none of the steps that can be compared. */
  static boolean areKnownFor(Step step, Setup setup, List<Integer> present) {
    return step.op() == Op.LISTEN
        || protestingListener(step, setup)
        || failingBulkWrite(step)
        || failingInvocation(step)
        || failingGetAll(step)
        || brokenLoadAll(step)
        || (step.fault().where() == Where.POLICY && step.fault().how() == How.ERROR)
        || removalOfExpired(step, setup)
        || removalOfNothing(step, present)
        || loadAfterRemove(step, setup);
  }

  private static boolean protestingListener(Step step, Setup setup) {
    Where where = step.fault().where();
    return !setup.listeners().isEmpty() && (where == Where.LISTENER || where == Where.FILTER);
  }

  private static boolean failingBulkWrite(Step step) {
    return step.op().isBulk()
        && step.fault().where() == Where.WRITER
        && step.fault().how() != How.EXCEPTION;
  }

  private static boolean isInvocation(Step step) {
    return step.op() == Op.INVOKE || step.op() == Op.INVOKE_ALL;
  }

  private static boolean failingInvocation(Step step) {
    return isInvocation(step)
        && switch (step.fault().where()) {
          case PROCESSOR, WRITER, LOADER -> true;
          default -> false;
        };
  }

  private static boolean failingGetAll(Step step) {
    return step.op() == Op.GET_ALL && step.fault().where() == Where.LOADER;
  }

  private static boolean brokenLoadAll(Step step) {
    return step.op() == Op.LOAD_ALL && step.fault().how() == How.ERROR;
  }

  /** There, what has expired and was not noticed yet is removed, counted and reported like what is there. */
  private static boolean removalOfExpired(Step step, Setup setup) {
    return setup.policy() == Setup.Policy.CUSTOM
        && (step.fault().where() == Where.WRITER
            || step.op() == Op.REMOVE_KEYS
            || step.op() == Op.REMOVE_ALL
            || (step.op() == Op.ITERATE && step.flag()));
  }

  private static boolean removalOfNothing(Step step, List<Integer> present) {
    return isInvocation(step)
        && step.program().contains(Action.REMOVE)
        && !present.containsAll(step.op() == Op.INVOKE ? List.of(step.key()) : step.keys());
  }

  private static boolean loadAfterRemove(Step step, Setup setup) {
    int removed = step.program().indexOf(Action.REMOVE);
    return isInvocation(step)
        && setup.readThrough()
        && removed >= 0
        && step.program().lastIndexOf(Action.GET) > removed;
  }
}
