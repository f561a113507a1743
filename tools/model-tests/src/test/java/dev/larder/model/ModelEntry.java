package dev.larder.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an entry processor sees, and what it comes down to. */
final class ModelEntry {
  private final boolean existed;
  private final Supplier<@Nullable Integer> loader;

  private @Nullable Integer value;
  private @Nullable Integer loaded;
  private boolean read;
  private boolean mayLoad = true;
  private boolean set;
  private boolean removed;

  /** The store below has the key, or may have it, though the cache has not. */
  private boolean below;

  ModelEntry(@Nullable Integer value, Supplier<@Nullable Integer> loader) {
    this.value = value;
    this.existed = value != null;
    this.loader = loader;
  }

  @Nullable
  String run(Step step) {
    StringBuilder seen = new StringBuilder();
    int sets = 0;
    for (Step.Action action : step.program()) {
      switch (action) {
        case GET -> seen.append(get()).append(' ');
        case EXISTS -> seen.append(value != null).append(' ');
        case SET -> set(step.set(sets++));
        case REMOVE -> remove();
      }
    }
    return seen.isEmpty() ? null : seen.toString();
  }

  private @Nullable Integer get() {
    if (value == null && mayLoad) {
      loaded = loader.get();
      value = loaded;
      mayLoad = false;
      below |= loaded != null;
    }
    read = true;
    return value;
  }

  private void set(int newValue) {
    value = newValue;
    set = true;
    removed = false;
  }

  /** What was made here and is taken back at once never was: unless there may be something below. */
  private void remove() {
    boolean neverWas = set && !existed && !below;
    removed = !neverWas;
    below |= removed;
    set = false;
    value = null;
    mayLoad = false;
    loaded = null;
  }

  boolean isWritten() {
    return set;
  }

  boolean isDeleted() {
    return removed;
  }

  boolean isRead() {
    return read;
  }

  int written() {
    if (value == null) {
      throw new IllegalStateException("nothing was written");
    }
    return value;
  }

  /** What is to be kept though nobody set it. */
  @Nullable
  Integer loaded() {
    return loaded;
  }
}
