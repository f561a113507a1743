package dev.larder.tier;

import java.util.Map;

/**
 * How a tier is.
 *
 * <pre>{@code
 * return new TierHealth(TierHealth.State.UP, "the door is open", Map.of("entries", size()));
 * }</pre>
 *
 * @param message for people; never with a key, value or password
 * @param figures what it counts, by names in kebab-case, such as {@code bytes}, {@code evictions}, {@code timeouts}
 */
public record TierHealth(State state, String message, Map<String, Long> figures) {
  /** Whether it works. */
  public enum State {
    UP,
    /** It works, but something is lost or slow. */
    DEGRADED,
    /** It does not. */
    DOWN
  }
}
