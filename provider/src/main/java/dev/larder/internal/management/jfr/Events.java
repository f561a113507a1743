package dev.larder.internal.management.jfr;

import dev.larder.internal.management.jfr.Recorder.Call;

/** Begins the events of calls. Stateless. */
final class Events {
  /** Never recorded: they tell whether their kind is, so that nothing is allocated when it is not. */
  private static final LoadEvent LOAD = new LoadEvent();

  private static final UserCodeEvent USER_CODE = new UserCodeEvent();

  private static final TierCallEvent TIER_CALL = new TierCallEvent();

  private static final InvalidatedAllEvent INVALIDATED_ALL = new InvalidatedAllEvent();

  private Events() {}

  static Call load(String cache, Class<?> code, int keys) {
    if (!LOAD.isEnabled()) {
      return Call.UNRECORDED;
    }
    LoadEvent event = CallEvent.begun(new LoadEvent(), cache);
    event.loader = code;
    event.keys = keys;
    return event;
  }

  static Call userCode(String cache, String role, Class<?> code) {
    if (!USER_CODE.isEnabled()) {
      return Call.UNRECORDED;
    }
    UserCodeEvent event = CallEvent.begun(new UserCodeEvent(), cache);
    event.role = role;
    event.code = code;
    return event;
  }

  static Call tierCall(String cache, String type, String operation, int keys) {
    if (!TIER_CALL.isEnabled()) {
      return Call.UNRECORDED;
    }
    TierCallEvent event = CallEvent.begun(new TierCallEvent(), cache);
    event.tier = type;
    event.operation = operation;
    event.keys = keys;
    return event;
  }

  static Call invalidatedAll(String cache, String type) {
    if (!INVALIDATED_ALL.isEnabled()) {
      return Call.UNRECORDED;
    }
    InvalidatedAllEvent event = CallEvent.begun(new InvalidatedAllEvent(), cache);
    event.tier = type;
    return event;
  }
}
