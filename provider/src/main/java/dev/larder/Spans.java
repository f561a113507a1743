package dev.larder;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.core.Lifetime;
import java.time.Duration;
import java.time.Instant;

/** Times as users give them, in the core's nanoseconds. */
final class Spans {
  private Spans() {}

  /** @throws IllegalArgumentException when it is not positive */
  static Duration positive(Duration time, String name) {
    if (requireNonNull(time, name).isZero() || time.isNegative()) {
      throw new IllegalArgumentException(
          name + " " + time + " is not positive; to be rid of an entry at once, remove it");
    }
    return time;
  }

  /** @throws IllegalArgumentException when it is not positive */
  static long nanos(Duration time, String name) {
    return Lifetime.of(positive(time, name));
  }

  /** From now until then; zero when that is over. */
  static long nanosUntil(Instant then, Instant now) {
    Duration left = Duration.between(now, requireNonNull(then, "expiresAt"));
    return left.isNegative() ? 0 : Lifetime.of(left);
  }
}
