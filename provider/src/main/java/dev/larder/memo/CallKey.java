package dev.larder.memo;

import java.io.Serializable;
import java.util.List;

/**
 * A call as a key: which function, with which arguments. Serializable as far as these are, for caches that store by value.
 *
 * @param function its name, or what else tells it from others that share its cache
 * @param arguments their keys, by position
 */
@SuppressWarnings("serial")
record CallKey(String function, List<Object> arguments) implements Serializable {
  /** Arguments may be secrets. */
  @Override
  public String toString() {
    return "a call with " + arguments.size() + " arguments";
  }
}
