package dev.larder.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The calls that user code got, in their order. Not thread-safe: whoever runs user code elsewhere waits for it. */
final class Calls {
  /** @param key {@link Fault#ANY} when it is for none in particular */
  private record Call(int key, String what) {}

  private final List<Call> calls = new ArrayList<>();

  void add(int key, String what) {
    calls.add(new Call(key, what));
  }

  void clear() {
    calls.clear();
  }

  /** Forgets who was told of expiries: where room is short, they come when the cache makes room. */
  void forgetExpiries() {
    calls.removeIf(call -> call.what.contains("EXPIRED"));
  }

  /** All, in order; where the order among keys is the cache's own business, in the order of keys. */
  List<String> lines(boolean anyKeyFirst) {
    List<Call> ordered = new ArrayList<>(calls);
    if (anyKeyFirst) {
      ordered.sort(Comparator.comparingInt(Call::key)
          .thenComparing(call -> call.key == Fault.ANY ? call.what : ""));
    }
    return ordered.stream().map(call -> call.what + " " + call.key).toList();
  }
}
