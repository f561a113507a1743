package dev.larder.internal.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collections in parts that go to the server at once: large enough that the way there does not count, small enough for others. */
final class Parts {
  static final int SIZE = 256;

  private Parts() {}

  static <T> List<List<T>> of(Collection<? extends T> all) {
    List<List<T>> parts = new ArrayList<>();
    List<T> part = new ArrayList<>();
    for (T one : all) {
      if (part.size() == SIZE) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.add(one);
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }
}
