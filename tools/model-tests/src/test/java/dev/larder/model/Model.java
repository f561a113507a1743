package dev.larder.model;

import static java.util.Objects.requireNonNull;

import dev.larder.model.Fault.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;

/** JCache's operations on one thread, by the rules of the specification. */
final class Model extends Contents {
  Model(Setup setup, Step first) {
    super(setup, first);
  }

  String play(Step next) {
    calls.clear();
    step = next;
    return Outcome.of(this::perform);
  }

  private @Nullable Object perform() {
    int key = step.key();
    return switch (step.op()) {
      case GET -> get(key);
      case CONTAINS_KEY -> live(key) != null;
      case PUT -> done(() -> put(key, step.value()));
      case GET_AND_PUT -> getAndPut(key, step.value());
      case PUT_IF_ABSENT -> putIfAbsent(key, step.value());
      case REPLACE -> replace(key, step.value()) != null;
      case GET_AND_REPLACE -> replace(key, step.value());
      case REPLACE_IF_EQUAL -> replaceIfEqual(key, step.other(), step.value());
      case REMOVE -> remove(key) != null;
      case GET_AND_REMOVE -> getAndRemove(key);
      case REMOVE_IF_EQUAL -> removeIfEqual(key, step.other());
      case INVOKE -> invoke(key);
      case GET_ALL -> getAll();
      case ITERATE -> iterate();
      case REMOVE_KEYS -> done(() -> removeAll(step.keys()));
      case REMOVE_ALL -> done(this::removeAll);
      case CLEAR -> done(entries::clear);
      case PUT_ALL -> done(this::putAll);
      case INVOKE_ALL -> invokeAll();
      case LOAD_ALL -> loadAll();
      case ADVANCE -> done(() -> now += step.nanos());
      case SWEEP -> done(this::sweep);
      case COUNT -> done(() -> counting = step.flag());
      case CLEAR_COUNTS -> done(this::clearCounts);
      case LISTEN -> done(this::listen);
    };
  }

  private static String done(Runnable operation) {
    operation.run();
    return "done";
  }

  // -- the operations

  private @Nullable Integer get(int key) {
    Integer found = lookUp(key);
    return found == null && setup.readThrough() ? load(key) : found;
  }

  private @Nullable Integer lookUp(int key) {
    Entry entry = live(key);
    count(entry);
    if (entry == null) {
      return null;
    }
    touchIfWorthIt(entry);
    return entry.value;
  }

  private @Nullable Integer load(int key) {
    meetExpired(key);
    Integer value = loaded(key, "load");
    if (value != null) {
      store(key, value, false);
    }
    return value;
  }

  private Map<Integer, Integer> getAll() {
    Map<Integer, Integer> found = new TreeMap<>();
    List<Integer> missing = new ArrayList<>();
    for (int key : step.keys()) {
      Integer value = lookUp(key);
      if (value == null) {
        missing.add(key);
      } else {
        found.put(key, value);
      }
    }
    if (setup.readThrough()) {
      found.putAll(loadAll(missing));
    }
    return found;
  }

  private Map<Integer, Integer> loadAll(Collection<Integer> keys) {
    meetExpired(keys);
    Map<Integer, Integer> brought = new LinkedHashMap<>();
    for (int key : keys) {
      Integer value = loaded(key, "loadAll");
      if (value != null) {
        brought.put(key, value);
      }
    }
    Failures failures = new Failures();
    brought.forEach((key, value) -> failures.attempt(() -> store(key, value, false)));
    failures.throwIfAny();
    return brought;
  }

  private String loadAll() {
    if (!setup.loader()) {
      return "done";
    }
    List<Integer> wanted =
        step.keys().stream().filter(key -> step.flag() || live(key) == null).toList();
    try {
      loadAll(wanted);
      return "done";
    } catch (CacheException e) {
      return "failed with " + Outcome.describe(e);
    } catch (RuntimeException | Error e) {
      return "failed with " + Outcome.describe(new CacheLoaderException("", e));
    }
  }

  private void meetExpired(Collection<Integer> keys) {
    Failures failures = new Failures();
    keys.forEach(key -> failures.attempt(() -> meetExpired(key)));
    failures.throwIfAny();
  }

  private void put(int key, int value) {
    meetExpired(key);
    write(key, value);
    store(key, value, true);
  }

  private @Nullable Integer getAndPut(int key, int value) {
    meetExpired(key);
    Integer before = value(live(key));
    write(key, value);
    count(before);
    store(key, value, true);
    return before;
  }

  private boolean putIfAbsent(int key, int value) {
    meetExpired(key);
    Entry before = live(key);
    if (before == null) {
      write(key, value);
    }
    count(before);
    if (before == null) {
      store(key, value, true);
    }
    return before == null;
  }

  private @Nullable Integer replace(int key, int value) {
    meetExpired(key);
    Integer before = value(live(key));
    if (before != null) {
      write(key, value);
    }
    count(before);
    if (before != null) {
      store(key, value, true);
    }
    return before;
  }

  private boolean replaceIfEqual(int key, int expected, int value) {
    return ifEqual(key, expected, () -> write(key, value), () -> store(key, value, true));
  }

  private boolean removeIfEqual(int key, int expected) {
    return ifEqual(key, expected, () -> delete(key), () -> drop(key));
  }

  private boolean ifEqual(int key, int expected, Runnable writing, Runnable change) {
    boolean inOneStep = isInOneStep();
    Entry found = entries.get(key);
    if (!inOneStep || (found != null && found.value == expected)) {
      meetExpired(key);
    } // else it only looks; what has expired is there for listeners to come
    Entry before = live(key);
    boolean equal = before != null && before.value == expected;
    if (equal) {
      writing.run();
    }
    count(before);
    if (equal) {
      change.run();
    } else if (before != null && inOneStep) {
      touchIfWorthIt(before);
    } else if (before != null) {
      touch(before);
    }
    return equal;
  }

  private @Nullable Integer remove(int key) {
    meetExpired(key);
    Integer before = value(live(key));
    delete(key);
    drop(key);
    return before;
  }

  private @Nullable Integer getAndRemove(int key) {
    meetExpired(key);
    Integer before = value(live(key));
    delete(key);
    count(before);
    drop(key);
    return before;
  }

  private static @Nullable Integer value(@Nullable Entry entry) {
    return entry == null ? null : entry.value;
  }

  private void putAll() {
    Map<Integer, Integer> numbers = step.numbers();
    if (setup.writer()) {
      writingAll(
          numbers.keySet(),
          key -> call(Where.WRITER, key, "writeAll " + numbers.get(key)),
          key -> rows.put(key, requireNonNull(numbers.get(key))),
          key -> store(key, requireNonNull(numbers.get(key)), true));
    } else {
      Failures failures = new Failures();
      numbers.forEach((key, value) -> failures.attempt(() -> put(key, value)));
      failures.throwIfAny();
    }
  }

  private void removeAll(Collection<Integer> keys) {
    if (setup.writer()) {
      writingAll(
          new TreeSet<>(keys),
          key -> call(Where.WRITER, key, "deleteAll"),
          rows::remove,
          this::drop);
    } else {
      Failures failures = new Failures();
      keys.forEach(key -> failures.attempt(() -> remove(key)));
      failures.throwIfAny();
    }
  }

  /** Where no user code has a say, all goes at once, and with it what has expired and nobody has noticed. */
  private void removeAll() {
    removeAll(present());
    if (isInOneStep()) {
      entries.clear();
    }
  }

  private boolean isInOneStep() {
    return !setup.writer() && setup.isFixed() && ears.isEmpty();
  }

  /** One call of the writer; where it fails, the rest stays as it was. */
  private void writingAll(
      Collection<Integer> keys,
      Consumer<Integer> call,
      Consumer<Integer> write,
      Consumer<Integer> change) {
    meetExpired(keys);
    List<Integer> written = new ArrayList<>();
    Failures failures = new Failures();
    failures.attempt(() -> writing(() -> keys.forEach(key -> {
      call.accept(key);
      write.accept(key);
      written.add(key);
    })));
    written.forEach(key -> failures.attempt(() -> change.accept(key)));
    failures.throwIfAny();
  }

  private List<String> iterate() {
    List<String> seen = new ArrayList<>();
    for (int key : present()) {
      seen.add(Outcome.of(() -> next(key)));
    }
    seen.sort(null);
    return seen;
  }

  private String next(int key) {
    Entry entry = live(key);
    count(entry);
    if (entry == null) {
      throw new IllegalStateException("was present");
    }
    int value = entry.value;
    touch(entry);
    String found = key + "=" + value;
    return step.flag() && step.keys().contains(key)
        ? found + " " + Outcome.of(() -> done(() -> remove(key)))
        : found;
  }

  private Map<Integer, String> invokeAll() {
    Map<Integer, String> results = new TreeMap<>();
    for (int key : step.keys()) {
      try {
        String result = invoke(key);
        if (result != null) {
          results.put(key, result);
        }
      } catch (RuntimeException e) {
        RuntimeException shown = e instanceof CacheException ? e : new EntryProcessorException(e);
        results.put(key, "threw " + Outcome.describe(shown));
      }
    }
    return results;
  }

  private @Nullable String invoke(int key) {
    meetExpired(key);
    ModelEntry entry = new ModelEntry(
        value(live(key)), setup.readThrough() ? () -> loaded(key, "load") : () -> null);
    String result = process(key, entry);
    if (entry.isWritten()) {
      int value = entry.written();
      write(key, value);
      count(live(key));
      store(key, value, true);
    } else if (entry.isDeleted()) {
      delete(key);
      count(live(key));
      drop(key);
    } else {
      count(live(key));
      Integer loaded = entry.loaded();
      Entry present = live(key);
      if (loaded != null) {
        store(key, loaded, false);
      } else if (present != null && entry.isRead()) {
        touch(present);
      }
    }
    return result;
  }

  private @Nullable String process(int key, ModelEntry entry) {
    try {
      String seen = entry.run(step);
      call(Where.PROCESSOR, key, "process");
      return seen;
    } catch (EntryProcessorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EntryProcessorException(e);
    }
  }
}
