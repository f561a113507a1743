package dev.larder.internal.management.jfr;

import java.util.function.Supplier;

/** The JDK's. */
final class FlightRecorder implements Recorder {
  /** Never recorded: they tell whether their kind is, so that nothing is allocated when it is not. */
  private static final LoadEvent LOAD = new LoadEvent();

  private static final UserCodeEvent USER_CODE = new UserCodeEvent();

  private static final TierCallEvent TIER_CALL = new TierCallEvent();

  private static final InvalidatedAllEvent INVALIDATED_ALL = new InvalidatedAllEvent();

  @Override
  public Call load(String cache, Class<?> code, int keys) {
    if (!LOAD.isEnabled()) {
      return Call.UNRECORDED;
    }
    LoadEvent event = CallEvent.begun(new LoadEvent(), cache);
    event.loader = code;
    event.keys = keys;
    return event;
  }

  @Override
  public Call userCode(String cache, String role, Class<?> code) {
    if (!USER_CODE.isEnabled()) {
      return Call.UNRECORDED;
    }
    UserCodeEvent event = CallEvent.begun(new UserCodeEvent(), cache);
    event.role = role;
    event.code = code;
    return event;
  }

  @Override
  public Summary summary(String cache) {
    return new DeparturesSummary(cache);
  }

  @Override
  public Call tierCall(String cache, String type, String operation, int keys) {
    if (!TIER_CALL.isEnabled()) {
      return Call.UNRECORDED;
    }
    TierCallEvent event = CallEvent.begun(new TierCallEvent(), cache);
    event.tier = type;
    event.operation = operation;
    event.keys = keys;
    return event;
  }

  @Override
  public Call invalidatedAll(String cache, String type) {
    if (!INVALIDATED_ALL.isEnabled()) {
      return Call.UNRECORDED;
    }
    InvalidatedAllEvent event = CallEvent.begun(new InvalidatedAllEvent(), cache);
    event.tier = type;
    return event;
  }

  @Override
  public Runnable tier(String cache, String type, Supplier<TierState> state) {
    return TierWatch.begin(cache, type, state);
  }
}
