package dev.larder.internal.expiry;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
  private final boolean fixed;
  private final long creation;
  private final long update;
  private final long access;

  /**
   * Reads the rules of one cache.
   *
   * @param cacheName for messages
   */
  public ExpiryRules(String cacheName, ExpiryPolicy policy) {
    this.cacheName = cacheName;
    this.policy = policy;
    this.creation = isStandard(policy) ? afterCreation() : UNCHANGED;
    this.update = isStandard(policy) ? afterUpdate() : UNCHANGED;
    this.access = isStandard(policy) ? afterAccess() : UNCHANGED;
    // A duration of zero makes an entry vanish in the middle of an operation: rare, so it takes the
    // general way.
    this.fixed = isStandard(policy) && creation != 0 && update != 0 && access != 0;
  }

  private ExpiryRules(String cacheName, long lifetime, long access) {
    this.cacheName = cacheName;
    this.policy = new EternalExpiryPolicy();
    this.creation = lifetime;
    this.update = lifetime;
    this.access = access;
    this.fixed = true;
  }

  /** For entries that say themselves how long they live: so many nanoseconds from each put on, whatever is read. */
  public static ExpiryRules lasting(String cacheName, long lifetime) {
    return lifetime == 0
        ? new ExpiryRules(cacheName, new ModifiedExpiryPolicy(Duration.ZERO))
        : new ExpiryRules(cacheName, lifetime, UNCHANGED);
  }

  /** For entries that expire so many nanoseconds after their last use; more than 0. */
  public static ExpiryRules idling(String cacheName, long timeToIdle) {
    return new ExpiryRules(cacheName, timeToIdle, timeToIdle);
  }

  private static boolean isStandard(ExpiryPolicy policy) {
    return policy instanceof EternalExpiryPolicy
        || policy instanceof CreatedExpiryPolicy
        || policy instanceof ModifiedExpiryPolicy
        || policy instanceof AccessedExpiryPolicy
        || policy instanceof TouchedExpiryPolicy;
  }

  /** Whether the three answers are always the same, and none of them is zero; then asking runs no user code. */
  public boolean isFixed() {
    return fixed;
  }

  /** The lifetime of a new entry: never {@link #UNCHANGED}. Zero: it is not even stored. */
  public long forCreation() {
    return fixed ? creation : afterCreation();
  }

  /** The lifetime that an update gives. */
  public long forUpdate() {
    return fixed ? update : afterUpdate();
  }

  /** The lifetime that an access gives. */
  public long forAccess() {
    return fixed ? access : afterAccess();
  }

  private long afterCreation() {
    long lifetime = ask("creation", policy::getExpiryForCreation);
    return lifetime == UNCHANGED ? ETERNAL : lifetime;
  }

  private long afterUpdate() {
    return ask("update", policy::getExpiryForUpdate);
  }

  private long afterAccess() {
    return ask("access", policy::getExpiryForAccess);
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
