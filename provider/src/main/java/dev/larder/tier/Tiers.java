package dev.larder.tier;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The types of tiers that there are: those that jars on the class path bring, and those that were registered by code. Thread-safe; a look at
 * the class path each time.
 *
 * <pre>{@code
 * Tiers tiers = Tiers.of(Thread.currentThread().getContextClassLoader());
 * Tiers.Availability choice = tiers.select("redis", "disk");
 * log.info(choice.type() + ": " + choice.reason());
 * }</pre>
 */
public final class Tiers {
  /** In place of a type: the heap alone. */
  public static final String NONE = "none";

  private static final List<String> OURS = List.of("disk", "redis");
  private static final ConcurrentMap<String, TierFactory> REGISTERED = new ConcurrentHashMap<>();

  private final ClassLoader loader;

  private Tiers(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Whether tiers of a type can be had.
   *
   * @param reason why, or why not, and what to do then
   */
  public record Availability(String type, boolean isAvailable, String reason) {}

  /** Those that this class loader sees, and ours. */
  public static Tiers of(ClassLoader loader) {
    return new Tiers(requireNonNull(loader, "loader"));
  }

  /** From now on there are such tiers in this JVM, for caches that are made later. What jars bring under the same name stands back. */
  public static void register(TierFactory factory) {
    REGISTERED.put(factory.type(), factory);
  }

  /** Takes back {@link #register}. Returns whether there was one. */
  public static boolean unregister(String type) {
    return REGISTERED.remove(requireNonNull(type, "type")) != null;
  }

  private Map<String, TierFactory> found() {
    Map<String, TierFactory> found = new LinkedHashMap<>(REGISTERED);
    for (ClassLoader from : List.of(loader, requireNonNull(Tiers.class.getClassLoader()))) {
      for (TierFactory factory : ServiceLoader.load(TierFactory.class, from)) {
        found.putIfAbsent(factory.type(), factory);
      }
    }
    return found;
  }

  /** What makes tiers of this type; empty when nobody does. */
  public Optional<TierFactory> factory(String type) {
    return Optional.ofNullable(found().get(requireNonNull(type, "type")));
  }

  /** All types that are known, in order of the alphabet, whether they can be had or not. */
  public List<Availability> list() {
    Map<String, TierFactory> found = found();
    TreeSet<String> types = new TreeSet<>(found.keySet());
    types.addAll(OURS);
    return types.stream()
        .map(type -> availability(type, Optional.ofNullable(found.get(type))))
        .toList();
  }

  /** Whether tiers of this type can be had, and why not. */
  public Availability availability(String type) {
    return availability(type, factory(type));
  }

  private static Availability availability(String type, Optional<TierFactory> factory) {
    if (factory.isEmpty()) {
      String jar =
          OURS.contains(type) ? "add dev.larder:larder-" + type : "add the jar that brings it";
      return new Availability(
          type, false, "there is no tier of type " + type + " on the class path; " + jar);
    }
    return factory
        .get()
        .unavailable()
        .map(reason -> new Availability(type, false, reason))
        .orElseGet(() -> new Availability(
            type, true, "brought by " + factory.get().getClass().getName()));
  }

  /**
   * The first of these types that can be had. If none can, it is {@link #NONE}, the heap alone. Its reason tells why those before it were not chosen.
   *
   * @param preferred the best first
   */
  public Availability select(String... preferred) {
    List<String> refused = new ArrayList<>();
    for (String type : preferred) {
      Availability found = availability(type);
      if (found.isAvailable()) {
        refused.add(found.reason());
        return new Availability(type, true, String.join("; ", refused));
      }
      refused.add(found.reason());
    }
    return new Availability(NONE, true, String.join("; ", refused));
  }
}
