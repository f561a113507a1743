package dev.larder;

import dev.larder.internal.config.Settings;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * What a manager knows under which name:
 *
 * <pre>
 *   declared    the file names it, nobody has asked for it yet; it is made when somebody does
 *   shown       declared, and made for JMX to show; nobody has asked for it, so code may still create it
 *   made        a cache of this manager's
 *   registered  a cache that was made elsewhere
 * </pre>
 *
 * <p>Thread-safe; makes and closes nothing itself.
 */
final class CacheRegistry {
  /** The manager's name, for messages. */
  private final String manager;

  private final Set<String> declared = ConcurrentHashMap.newKeySet();
  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, ManagedCache<?, ?>> made = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Cache<?, ?>> registered = new ConcurrentHashMap<>();

  CacheRegistry(String manager, Collection<String> declared) {
    this.manager = manager;
    this.declared.addAll(declared);
  }

  // -- asking

  /** All names, in their order: a snapshot. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(declared);
    names.addAll(made.keySet());
    names.addAll(registered.keySet());
    return names;
  }

  Set<String> declared() {
    return declared;
  }

  boolean isDeclared(String name) {
    return declared.contains(name);
  }

  boolean isShown(String name) {
    return shown.contains(name);
  }

  @Nullable
  ManagedCache<?, ?> made(String name) {
    return made.get(name);
  }

  Collection<ManagedCache<?, ?>> made() {
    return made.values();
  }

  @Nullable
  Cache<?, ?> registered(String name) {
    return registered.get(name);
  }

  Collection<Cache<?, ?>> registered() {
    return registered.values();
  }

  /** @throws CacheException when somebody has a cache of that name, or could have */
  void refuseTaken(String name) {
    if (!isShown(name)) {
      refuse(name, made.get(name));
      refuse(name, registered.get(name));
    }
  }

  private void refuse(String name, @Nullable Cache<?, ?> taken) {
    if (taken != null) {
      throw new CacheException("there is a cache \"" + name + "\" already in the manager " + manager
          + "; get it with getCache, or destroy it first");
    }
  }

  /** The error for a name that there is not. */
  CacheException unknown(String name) {
    return new CacheException("there is no cache \"" + name + "\" in the manager " + manager
        + Settings.suggestion(name, names())
        + "; create it, or name it in the configuration file");
  }

  // -- changing

  /** @throws CacheException when there is one of that name */
  void add(String name, ManagedCache<?, ?> cache) {
    refuse(name, made.putIfAbsent(name, cache));
  }

  /** @throws CacheException when there is one of that name */
  void register(String name, Cache<?, ?> cache) {
    refuse(name, made.get(name));
    refuse(name, registered.putIfAbsent(name, cache));
  }

  /** A cache that only JMX shall see so far. */
  void show(String name) {
    shown.add(name);
  }

  /** From now on somebody has it, so that code cannot create it any more. Returns whether nobody had. */
  boolean handOut(String name) {
    return shown.remove(name);
  }

  /** It is made, and so no longer merely declared. */
  void fulfil(String name) {
    declared.remove(name);
  }

  void forget(ManagedCache<?, ?> cache) {
    made.remove(cache.getName(), cache);
  }

  /** Forgets that it was declared, or registered; returns who was registered. Who is made closes itself, and is forgotten then. */
  @Nullable
  Cache<?, ?> withdraw(String name) {
    declared.remove(name);
    shown.remove(name);
    return registered.remove(name);
  }
}
