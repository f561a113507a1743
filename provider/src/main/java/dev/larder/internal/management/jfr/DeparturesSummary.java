package dev.larder.internal.management.jfr;

import org.jspecify.annotations.Nullable;

/** Compares counts with what they were at the last event. */
final class DeparturesSummary implements Recorder.Summary {
  /** Loaded once somebody may record. */
  private static final class Probe {
    static final DeparturesEvent DEPARTURES = new DeparturesEvent();
  }

  private final String cache;

  /** Begun with the counts below; null while nobody records. */
  private @Nullable DeparturesEvent event;

  private long evictionsBefore;
  private long expirationsBefore;

  DeparturesSummary(String cache) {
    this.cache = cache;
  }

  @Override
  public void look(Recorder.Counts now) {
    if (!FlightRecorder.isInUse() || !Probe.DEPARTURES.isEnabled()) {
      event = null;
    } else if (event == null) {
      begin(now.evictions(), now.expirations());
    } else {
      compare(event, now);
    }
  }

  private void begin(long evictions, long expirations) {
    evictionsBefore = evictions;
    expirationsBefore = expirations;
    event = new DeparturesEvent();
    event.begin();
  }

  private void compare(DeparturesEvent begun, Recorder.Counts now) {
    long evictions = now.evictions();
    long expirations = now.expirations();
    begun.end();
    boolean hasGrown = evictions != evictionsBefore || expirations != expirationsBefore;
    if (hasGrown && begun.shouldCommit()) {
      begun.cache = cache;
      begun.evicted = evictions - evictionsBefore;
      begun.expired = expirations - expirationsBefore;
      begun.entries = now.entries();
      begun.weight = now.weight();
      begun.commit();
      begin(evictions, expirations);
    }
  }
}
