package dev.larder.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/**
 * How a cache is configured for one sequence of steps.
 *
 * @param mutableValues values that can be changed, so that by value each must be a copy
 * @param lifetime for the standard policies
 * @param listeners those that are there from the beginning
 * @param maximumSize 0 where nothing is to be evicted
 */
record Setup(
    boolean byValue,
    boolean mutableValues,
    boolean readThrough,
    boolean loader,
    boolean writer,
    Policy policy,
    Duration lifetime,
    List<Ear> listeners,
    int maximumSize) {
  static final int KEYS = 8;
  static final int VALUES = 4;

  enum Policy {
    ETERNAL,
    CREATED,
    MODIFIED,
    ACCESSED,
    TOUCHED,
    /** A user's own, which answers what the step says. */
    CUSTOM
  }

  /** A listener. Two with the same number can not be registered at the same time. */
  record Ear(int number, boolean synchronous, boolean wantsOld, boolean filtered)
      implements Serializable {}

  static Setup random(Random random) {
    List<Ear> ears = new ArrayList<>();
    for (int i = random.nextInt(10) < 4 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
      ears.add(ear(i, random));
    }
    Policy[] policies = Policy.values();
    boolean loader = random.nextInt(10) < 6;
    int policy = random.nextInt(policies.length + 2);
    return new Setup(
        random.nextBoolean(),
        random.nextInt(4) == 0,
        loader && random.nextInt(10) < 8,
        loader,
        random.nextBoolean(),
        policies[Math.min(policy, policies.length - 1)],
        random.nextInt(8) == 0
            ? Duration.ZERO
            : new Duration(TimeUnit.MILLISECONDS, 1 + random.nextInt(50)),
        List.copyOf(ears),
        random.nextInt(10) < 3 ? 1 + random.nextInt(KEYS - 1) : 0);
  }

  static Ear ear(int number, Random random) {
    return new Ear(number, random.nextInt(3) > 0, random.nextBoolean(), random.nextInt(3) == 0);
  }

  /** The policy, where it is one of the standard's. */
  ExpiryPolicy standardPolicy() {
    return switch (policy) {
      case CREATED -> new CreatedExpiryPolicy(lifetime);
      case MODIFIED -> new ModifiedExpiryPolicy(lifetime);
      case ACCESSED -> new AccessedExpiryPolicy(lifetime);
      case TOUCHED -> new TouchedExpiryPolicy(lifetime);
      default -> new EternalExpiryPolicy();
    };
  }

  /** The policy's answers are known beforehand, and none is zero. */
  boolean isFixed() {
    return policy == Policy.ETERNAL || (policy != Policy.CUSTOM && !lifetime.isZero());
  }
}
