package dev.larder.internal.management.jfr;

/** The JDK's. */
final class FlightRecorder implements Recorder {
  /** Never recorded: they tell whether their kind is, so that nothing is allocated when it is not. */
  private static final LoadEvent LOAD = new LoadEvent();

  private static final UserCodeEvent USER_CODE = new UserCodeEvent();

  @Override
  public Call load(String cache, Class<?> code, int keys) {
    if (!LOAD.isEnabled()) {
      return Call.UNRECORDED;
    }
    LoadEvent event = new LoadEvent();
    event.cache = cache;
    event.loader = code;
    event.keys = keys;
    event.begin();
    return event;
  }

  @Override
  public Call userCode(String cache, String role, Class<?> code) {
    if (!USER_CODE.isEnabled()) {
      return Call.UNRECORDED;
    }
    UserCodeEvent event = new UserCodeEvent();
    event.cache = cache;
    event.role = role;
    event.code = code;
    event.begin();
    return event;
  }

  @Override
  public Summary summary(String cache) {
    return new DeparturesSummary(cache);
  }
}
