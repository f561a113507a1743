package dev.larder.internal.management.jfr;

import java.util.function.Supplier;

/** Finds out whether this JVM has a flight recorder, and forgets all where it has none. */
final class FlightRecorders {
  private static final Recorder NONE = new Recorder() {
    @Override
    public Call load(String cache, Class<?> code, int keys) {
      return Call.UNRECORDED;
    }

    @Override
    public Call userCode(String cache, String role, Class<?> code) {
      return Call.UNRECORDED;
    }

    @Override
    public Summary summary(String cache) {
      return Summary.UNRECORDED;
    }

    @Override
    public Call tierCall(String cache, String type, String operation, int keys) {
      return Call.UNRECORDED;
    }

    @Override
    public Call invalidatedAll(String cache, String type) {
      return Call.UNRECORDED;
    }

    @Override
    public Runnable tier(String cache, String type, Supplier<TierState> state) {
      return () -> {};
    }
  };

  private FlightRecorders() {}

  static Recorder find() {
    return isThere() ? new FlightRecorder() : NONE;
  }

  /** Asks as our own classes would: within OSGi the JVM can have what the bundle does not get to see. */
  private static boolean isThere() {
    try {
      Class.forName("jdk.jfr.Event", false, FlightRecorders.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
