package dev.larder.internal.cache;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.core.Claim;
import dev.larder.internal.core.Hold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * Loading: one load a key, however many ask. Whoever comes first claims the key and loads; the others wait and share what it
 * brings, be it a value, nothing, or a failure. No thread waits for a key while it is loading others.
 */
class Loads<K, V> {
  private final Contents<K, V> contents;
  private final Commits<K, V> commits;

  Loads(Contents<K, V> contents) {
    this.contents = contents;
    this.commits = Commits.of(contents);
  }

  /** Those that fit the cache. */
  static <K, V> Loads<K, V> of(Contents<K, V> contents) {
    Tiering<K> tiering = contents.tiering();
    return tiering == null ? new Loads<>(contents) : new TieredLoads<>(contents, tiering);
  }

  /**
   * The value of a key that was not found: loaded, or found after all.
   *
   * @return null when the loader has none
   * @throws CacheLoaderException when the load fails, here or on the thread that was first
   */
  @Nullable
  V load(K key) {
    if (contents.memory().isKnownAbsent(key)) {
      return null;
    }
    K ownKey = contents.keys().copy(key);
    while (true) {
      Claim<K, Object> claim = contents.table().holds().claim(ownKey, false);
      Object found = claim.value();
      if (found != null) {
        return contents.values().read(found);
      }
      Hold<K, Object> mine = claim.mine();
      if (mine != null) {
        return read(loadOne(mine, key));
      }
      Hold<K, Object> finished = contents.await(claim);
      if (finished != null) {
        return read(outcome(finished));
      }
    }
  }

  private @Nullable Object loadOne(Hold<K, Object> hold, K key) {
    try {
      commits.expired(hold);
      Object instead = hold.live() != null // brought up from a tier
          ? hold.live()
          : contents.memory().duringBackOff(hold.key());
      if (instead == null) {
        return callLoader(hold, key);
      }
      hold.succeed(instead);
      return instead;
    } catch (RuntimeException | Error e) {
      hold.fail(e);
      throw e;
    } finally {
      contents.release(hold);
    }
  }

  @Nullable
  Object callLoader(Hold<K, Object> hold, K key) {
    Object stored;
    try {
      stored = contents.storeLoaded(contents.loader().load(key));
    } catch (RuntimeException e) {
      Object stale = contents.memory().insteadOfFailure(hold.key());
      if (stale == null) {
        throw e;
      }
      hold.succeed(stale);
      return stale;
    }
    hold.succeed(stored);
    if (stored != null) {
      commits.load(hold, stored);
    } else {
      rememberNothing(hold);
    }
    return stored;
  }

  private void rememberNothing(Hold<K, Object> hold) {
    contents.memory().foundNothing(hold.key());
    if (!contents.table().holds().isCurrent(hold)) {
      // A write came before, and what it forgot may have been remembered after it.
      contents.memory().forget(hold.key());
    }
  }

  /**
   * Loads a key anew whose value is there, unless somebody is at work on it. What the source no longer has is removed.
   *
   * @throws CacheLoaderException when the load fails; the value stays
   */
  void refresh(K ownKey) {
    refresh(ownKey, contents.loader()::load);
  }

  /** The same with a function in place of the loader; what it throws comes out as it is. */
  void refresh(K ownKey, Function<? super K, ? extends @Nullable V> loader) {
    Hold<K, Object> hold = contents.table().holds().claim(ownKey, true).mine();
    if (hold == null) {
      return;
    }
    try {
      commits.expired(hold);
      Object stored = contents.storeLoaded(loader.apply(contents.keyFor(hold)));
      hold.succeed(stored);
      if (stored != null) {
        commits.load(hold, stored);
      } else if (contents.table().holds().isCurrent(hold)) {
        commits.remove(hold);
      }
    } catch (RuntimeException | Error e) {
      hold.fail(e);
      throw e;
    } finally {
      contents.release(hold);
    }
  }

  /** What another thread's load brought. */
  private @Nullable Object outcome(Hold<K, Object> finished) {
    Throwable failure = finished.failure();
    if (failure != null) {
      throw new CacheLoaderException(
          "cache \"" + contents.name()
              + "\": the load of this key failed on the thread that this one waited for",
          failure);
    }
    return finished.loaded();
  }

  /** Loads keys that were not found, but for those of which it is known how that would end. */
  Map<K, V> loadMissing(Collection<? extends K> keys) {
    LoadMemory<K> memory = contents.memory();
    if (!memory.isPresent()) {
      return loadAll(keys, false);
    }
    List<K> unknown = new ArrayList<>(keys);
    unknown.removeIf(memory::isKnownAbsent);
    if (!memory.keepsExpired()) {
      return loadAll(unknown, false);
    }
    // One by one, since each may have something to fall back on, or be left alone.
    Map<K, V> loaded = new LinkedHashMap<>();
    for (K key : unknown) {
      V value = load(key);
      if (value != null) {
        loaded.put(key, value);
      }
    }
    return loaded;
  }

  /**
   * Loads many keys with one call of the loader, but for those that others are loading.
   *
   * @param evenIfPresent replaces what is there
   * @return what was loaded, or found after all; keys without a value are missing
   */
  Map<K, V> loadAll(Collection<? extends K> keys, boolean evenIfPresent) {
    Map<K, V> loaded = new LinkedHashMap<>();
    Map<K, Hold<K, Object>> mine = new LinkedHashMap<>();
    Map<K, Claim<K, Object>> others = new LinkedHashMap<>();
    try {
      for (K key : keys) {
        claim(key, evenIfPresent, loaded, mine, others);
      }
      if (!mine.isEmpty()) {
        loadMine(mine, evenIfPresent, loaded);
      }
    } catch (RuntimeException | Error e) {
      // Whoever waits for one of them must not take it for "nothing found".
      mine.values().forEach(hold -> hold.fail(e));
      throw e;
    } finally {
      contents.table().holds().releaseAll(mine.values());
    }
    others.forEach((key, claim) -> join(key, claim, evenIfPresent, loaded));
    return loaded;
  }

  private void claim(
      K key,
      boolean evenIfPresent,
      Map<K, V> loaded,
      Map<K, Hold<K, Object>> mine,
      Map<K, Claim<K, Object>> others) {
    Claim<K, Object> claim =
        contents.table().holds().claim(contents.keys().copy(key), evenIfPresent);
    Object found = claim.value();
    Hold<K, Object> hold = claim.mine();
    if (found != null) {
      loaded.put(key, contents.values().read(found));
    } else if (hold != null) {
      mine.put(key, hold);
    } else {
      others.put(key, claim);
    }
  }

  private void loadMine(Map<K, Hold<K, Object>> claimed, boolean evenIfPresent, Map<K, V> loaded) {
    commits.allExpired(claimed.values());
    Map<K, Hold<K, Object>> mine = evenIfPresent ? claimed : missing(claimed, loaded);
    if (mine.isEmpty()) {
      return;
    }
    Map<K, Object> brought = new LinkedHashMap<>();
    contents
        .loader()
        .loadAll(mine.keySet())
        .forEach((key, value) -> brought.put(key, requireNonNull(contents.storeLoaded(value))));
    mine.forEach((key, hold) -> hold.succeed(brought.get(key)));
    FirstFailure failures = new FirstFailure();
    brought.forEach((key, stored) -> {
      loaded.put(key, contents.values().read(stored));
      failures.attempt(() -> commits.load(requireNonNull(mine.get(key)), stored));
    });
    mine.forEach((key, hold) -> {
      if (!brought.containsKey(key)) {
        rememberNothing(hold);
      }
    });
    failures.throwIfAny();
  }

  /** What is still to be loaded when a tier has been looked into. */
  private Map<K, Hold<K, Object>> missing(Map<K, Hold<K, Object>> claimed, Map<K, V> found) {
    Map<K, Hold<K, Object>> missing = new LinkedHashMap<>(claimed);
    claimed.forEach((key, hold) -> {
      Object live = hold.live();
      if (live != null) {
        hold.succeed(live);
        found.put(key, contents.values().read(live));
        missing.remove(key);
      }
    });
    return missing;
  }

  private void join(K key, Claim<K, Object> claim, boolean evenIfPresent, Map<K, V> loaded) {
    Hold<K, Object> finished = contents.await(claim);
    if (finished == null) {
      // Somebody was changing the entry; now look again.
      loaded.putAll(loadAll(List.of(key), evenIfPresent));
      return;
    }
    V value = read(outcome(finished));
    if (value != null) {
      loaded.put(key, value);
    }
  }

  private @Nullable V read(@Nullable Object stored) {
    return stored == null ? null : contents.values().read(stored);
  }
}
