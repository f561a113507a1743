package dev.larder.internal.cache;

/**
 * What each single-key write of JCache does: the whole of it, in one table.
 *
 * <p>The columns: whether it counts a hit or miss; whether it wins over a load of the key that is under way; its effect when the key
 * is absent; when it is present; when it is present, but not with the expected value.
 */
enum Mutation {
  // spotless:off
  PUT(                  false,       true,         Effect.PUT,    Effect.PUT,     Effect.KEEP),
  GET_AND_PUT(          true,        true,         Effect.PUT,    Effect.PUT,     Effect.KEEP),
  PUT_IF_ABSENT(        true,        false,        Effect.PUT,    Effect.KEEP,    Effect.KEEP),
  REPLACE(              true,        false,        Effect.KEEP,   Effect.PUT,     Effect.KEEP),
  REPLACE_IF_EQUAL(     true,        false,        Effect.KEEP,   Effect.PUT,     Effect.ACCESS),
  REMOVE(               false,       true,         Effect.REMOVE, Effect.REMOVE,  Effect.KEEP),
  GET_AND_REMOVE(       true,        true,         Effect.REMOVE, Effect.REMOVE,  Effect.KEEP),
  REMOVE_IF_EQUAL(      true,        false,        Effect.KEEP,   Effect.REMOVE,  Effect.ACCESS);
  // spotless:on

  /** What becomes of the entry. */
  enum Effect {
    /** It is created or updated, and written through. */
    PUT,
    /** It is removed, if there is one, and its deletion written through in any case. */
    REMOVE,
    /** Its expiry policy is told of an access. */
    ACCESS,
    /** Nothing. */
    KEEP
  }

  private final boolean countsLookup;
  private final boolean winsOverLoad;
  private final Effect ifAbsent;
  private final Effect ifPresent;
  private final Effect ifUnequal;

  Mutation(
      boolean countsLookup,
      boolean winsOverLoad,
      Effect ifAbsent,
      Effect ifPresent,
      Effect ifUnequal) {
    this.countsLookup = countsLookup;
    this.winsOverLoad = winsOverLoad;
    this.ifAbsent = ifAbsent;
    this.ifPresent = ifPresent;
    this.ifUnequal = ifUnequal;
  }

  boolean countsLookup() {
    return countsLookup;
  }

  boolean winsOverLoad() {
    return winsOverLoad;
  }

  /** Whether it goes ahead only with an expected value. */
  boolean comparesValues() {
    return ifUnequal == Effect.ACCESS;
  }

  /** Whether it puts, be there an entry or not. */
  boolean putsInAnyCase() {
    return ifAbsent == Effect.PUT && ifPresent == Effect.PUT;
  }

  Effect effect(boolean present, boolean equal) {
    if (!present) {
      return ifAbsent;
    }
    return equal ? ifPresent : ifUnequal;
  }
}
