package dev.larder.internal.management.jfr;

import java.util.function.Supplier;

/** The JDK's, once somebody records. */
final class FlightRecorder implements Recorder {
  /**
   * Whether anybody has ever wanted to record in this JVM. Asked before a class that names an event's is loaded: an event takes some
   * hundred of the JDK's classes with it, and a megabyte of heap.
   */
  static boolean isInUse() {
    return jdk.jfr.FlightRecorder.isInitialized();
  }

  @Override
  public Call load(String cache, Class<?> code, int keys) {
    return isInUse() ? Events.load(cache, code, keys) : Call.UNRECORDED;
  }

  @Override
  public Call userCode(String cache, String role, Class<?> code) {
    return isInUse() ? Events.userCode(cache, role, code) : Call.UNRECORDED;
  }

  @Override
  public Summary summary(String cache) {
    return new DeparturesSummary(cache);
  }

  @Override
  public Call tierCall(String cache, String type, String operation, int keys) {
    return isInUse() ? Events.tierCall(cache, type, operation, keys) : Call.UNRECORDED;
  }

  @Override
  public Call invalidatedAll(String cache, String type) {
    return isInUse() ? Events.invalidatedAll(cache, type) : Call.UNRECORDED;
  }

  @Override
  public Runnable tier(String cache, String type, Supplier<TierState> state) {
    return TierWatch.begin(cache, type, state);
  }
}
