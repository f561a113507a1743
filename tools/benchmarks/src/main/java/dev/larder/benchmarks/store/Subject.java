package dev.larder.benchmarks.store;

import static dev.larder.benchmarks.store.Subject.Role.FLOOR;
import static dev.larder.benchmarks.store.Subject.Role.OURS;
import static dev.larder.benchmarks.store.Subject.Role.PEER;

import dev.larder.benchmarks.store.StoreSpec.Listening;

/** What is measured side by side. */
public enum Subject {
  LARDER("Larder", OURS, true, new LarderOpener()),
  CAFFEINE("Caffeine", PEER, true, new CaffeineOpener()),
  CACHE2K("cache2k", PEER, true, new Cache2kOpener()),
  EHCACHE("Ehcache", PEER, true, new EhcacheOpener()),
  RI("RI", PEER, false, new RiOpener()),
  NATIVE_CAFFEINE("Caffeine's own API", FLOOR, true, new NativeCaffeineStore.Opener()),
  MAP("ConcurrentHashMap", FLOOR, false, new MapStore.Opener());

  /** Ours, another JCache provider, or what a provider can hardly beat. */
  public enum Role {
    OURS,
    PEER,
    FLOOR
  }

  private final String title;
  private final Role role;
  private final boolean bounded;

  @SuppressWarnings("ImmutableEnumChecker") // at most it counts
  private final Opener opener;

  Subject(String title, Role role, boolean bounded, Opener opener) {
    this.title = title;
    this.role = role;
    this.bounded = bounded;
    this.opener = opener;
  }

  /** Makes a store of this subject. */
  interface Opener {
    <K, V> Store<K, V> open(StoreSpec<K, V> spec);
  }

  /**
   * Opens a store that {@link #can} be.
   *
   * @throws IllegalArgumentException when the subject has no such thing
   */
  public <K, V> Store<K, V> open(StoreSpec<K, V> spec) {
    if (!can(spec)) {
      throw new IllegalArgumentException(
          title + " cannot be " + spec + "; leave it out of the row");
    }
    return opener.open(spec);
  }

  /** Whether the subject has all that the spec asks for, its bound aside. */
  public boolean can(StoreSpec<?, ?> spec) {
    if (role != FLOOR) {
      return true;
    }
    boolean plain = !spec.features().byValue() && spec.features().listening() == Listening.NONE;
    return plain
        && (this == NATIVE_CAFFEINE
            || (spec.lifetime().kind() == Lifetime.Kind.ETERNAL
                && !spec.features().statistics()
                && spec.loader() == null));
  }

  public String title() {
    return title;
  }

  public Role role() {
    return role;
  }

  /** Whether it evicts. */
  public boolean isBounded() {
    return bounded;
  }
}
