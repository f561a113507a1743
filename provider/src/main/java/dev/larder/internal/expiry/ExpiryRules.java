package dev.larder.internal.expiry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How long an entry lives after it was created, updated, accessed: nanoseconds, {@link #ETERNAL}, or {@link #UNCHANGED}. Thread-safe
 * as far as the policy is.
 *
 * <p>The five policies of JCache are asked once, when the cache is made; then they are three numbers ({@link #isFixed}). Any other
 * is user code: asked each time, on the caller's thread, while the key is held or no lock is. When it throws, a default is taken, as
 * the javadoc of {@link ExpiryPolicy} has it: eternal for what is new, unchanged for what is there.
 */
public final class ExpiryRules implements AutoCloseable {
  /** Without end. */
  public static final long ETERNAL = Long.MAX_VALUE;

  /** The deadline stays as it was. */
  public static final long UNCHANGED = -1;

  private static final System.Logger LOG = System.getLogger("dev.larder.expiry");

  private final String cacheName;
  private final ExpiryPolicy policy;

  /** Passes questions on to the policy; or is it. */
  private final ExpiryPolicy asked;

  private final boolean fixed;

  /** Whether creation and update are just numbers: fixed, and not spread. */
  private final boolean plain;

  private final long creation;
  private final long update;
  private final long access;

  /** The greatest part of a lifetime that chance may take away. */
  private final double jitter;

  /**
   * Reads the rules of one cache.
   *
   * @param cacheName for messages
   */
  public ExpiryRules(String cacheName, ExpiryPolicy policy) {
    this(cacheName, policy, 0);
  }

  /**
   * The same for lifetimes that are spread, so that what is created together does not expire together.
   *
   * @param jitter the greatest part of a new or updated entry's lifetime that chance may take away: 0 to less than 1
   */
  public ExpiryRules(String cacheName, ExpiryPolicy policy, double jitter) {
    this.cacheName = cacheName;
    this.policy = policy;
    this.asked = policy;
    this.jitter = jitter;
    this.creation = isStandard(policy) ? afterCreation() : UNCHANGED;
    this.update = isStandard(policy) ? afterUpdate() : UNCHANGED;
    this.access = isStandard(policy) ? afterAccess() : UNCHANGED;
    // A duration of zero makes an entry vanish in the middle of an operation: rare, so it takes the
    // general way.
    this.fixed = isStandard(policy) && creation != 0 && update != 0 && access != 0;
    this.plain = fixed && jitter == 0;
  }

  private ExpiryRules(String cacheName, long afterWrite, long afterAccess, double jitter) {
    this.cacheName = cacheName;
    this.policy = new EternalExpiryPolicy();
    this.asked = policy;
    this.jitter = jitter;
    this.creation = afterWrite;
    this.update = afterWrite;
    this.access = afterAccess;
    this.fixed = true;
    this.plain = jitter == 0;
  }

  private ExpiryRules(ExpiryRules rules, ExpiryPolicy asked) {
    this.cacheName = rules.cacheName;
    this.policy = rules.policy;
    this.asked = asked;
    this.fixed = rules.fixed;
    this.plain = rules.plain;
    this.creation = rules.creation;
    this.update = rules.update;
    this.access = rules.access;
    this.jitter = rules.jitter;
  }

  /**
   * The same rules; if they are user code, they are asked by way of another policy, which passes the questions on. Messages name, and
   * closing closes, the user's.
   */
  public ExpiryRules through(UnaryOperator<ExpiryPolicy> other) {
    return isStandard(policy) ? this : new ExpiryRules(this, other.apply(policy));
  }

  /**
   * Rules without a policy, for times that JCache's durations are too coarse for.
   *
   * @param afterWrite nanoseconds above zero that creation and update give, or {@link #ETERNAL}
   * @param afterAccess the same for accesses, or {@link #UNCHANGED}
   */
  public static ExpiryRules of(String cacheName, long afterWrite, long afterAccess, double jitter) {
    return new ExpiryRules(cacheName, afterWrite, afterAccess, jitter);
  }

  /** For entries that say themselves how long they live: so many nanoseconds from each put on, whatever is read; 0: not at all. */
  public static ExpiryRules lasting(String cacheName, long lifetime) {
    return lifetime == 0
        ? new ExpiryRules(cacheName, new ModifiedExpiryPolicy(Duration.ZERO))
        : of(cacheName, lifetime, UNCHANGED, 0);
  }

  private static boolean isStandard(ExpiryPolicy policy) {
    return policy instanceof EternalExpiryPolicy
        || policy instanceof CreatedExpiryPolicy
        || policy instanceof ModifiedExpiryPolicy
        || policy instanceof AccessedExpiryPolicy
        || policy instanceof TouchedExpiryPolicy;
  }

  /** Whether asking runs no user code, and none of the answers is zero; but for jitter they are always the same then. */
  public boolean isFixed() {
    return fixed;
  }

  /** Whether these are JCache's eternal rules: what is new never expires, what is there keeps its deadline. */
  public boolean isEternal() {
    return fixed && creation == ETERNAL && update == UNCHANGED && access == UNCHANGED;
  }

  /** The lifetime of a new entry: never {@link #UNCHANGED}. Zero: it is not even stored. */
  public long forCreation() {
    return plain ? creation : spread(fixed ? creation : afterCreation());
  }

  /** The lifetime that an update gives. */
  public long forUpdate() {
    return plain ? update : spread(fixed ? update : afterUpdate());
  }

  /** Only ever shortened: nothing may outlive its time. */
  private long spread(long lifetime) {
    if (jitter == 0 || lifetime <= 1 || lifetime == ETERNAL) {
      return lifetime;
    }
    return Math.max(
        1, lifetime - (long) (ThreadLocalRandom.current().nextDouble() * jitter * lifetime));
  }

  /** The lifetime that an access gives. */
  public long forAccess() {
    return fixed ? access : afterAccess();
  }

  private long afterCreation() {
    long lifetime = ask("creation", asked::getExpiryForCreation);
    return lifetime == UNCHANGED ? ETERNAL : lifetime;
  }

  private long afterUpdate() {
    return ask("update", asked::getExpiryForUpdate);
  }

  private long afterAccess() {
    return ask("access", asked::getExpiryForAccess);
  }

  private long ask(String what, Supplier<@Nullable Duration> question) {
    try {
      Duration answer = question.get();
      return answer == null ? UNCHANGED : nanos(answer);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the expiry policy " + policy.getClass().getName() + " of cache \"" + cacheName
              + "\" failed when asked about " + what + "; a default is taken",
          e);
      return UNCHANGED;
    }
  }

  private static long nanos(Duration duration) {
    TimeUnit unit = duration.getTimeUnit();
    return duration.isEternal() || unit == null
        ? ETERNAL
        : unit.toNanos(duration.getDurationAmount());
  }

  /** Closes the policy if it can be closed. Never throws; what goes wrong is logged. */
  @Override
  public void close() {
    if (policy instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Throwable e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the expiry policy of cache \"" + cacheName + "\" failed to close",
            e);
      }
    }
  }
}
