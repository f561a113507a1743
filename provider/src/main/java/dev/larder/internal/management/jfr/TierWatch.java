package dev.larder.internal.management.jfr;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/** Tells of one tier once a period, for as long as somebody records and the tier is there. */
final class TierWatch implements Runnable {
  private final String cache;
  private final String type;
  private final WeakReference<Supplier<Recorder.TierState>> source;

  private TierWatch(String cache, String type, Supplier<Recorder.TierState> source) {
    this.cache = cache;
    this.type = type;
    this.source = new WeakReference<>(source);
  }

  static Runnable begin(String cache, String type, Supplier<Recorder.TierState> source) {
    TierWatch watch = new TierWatch(cache, type, source);
    jdk.jfr.FlightRecorder.addPeriodicEvent(TierEvent.class, watch);
    return watch::end;
  }

  private void end() {
    jdk.jfr.FlightRecorder.removePeriodicEvent(this);
  }

  @Override
  public void run() {
    Supplier<Recorder.TierState> there = source.get();
    if (there == null) {
      end();
      return;
    }
    Recorder.TierState now = there.get();
    TierEvent event = new TierEvent();
    event.cache = cache;
    event.tier = type;
    event.state = now.state();
    event.hits = now.hits();
    event.misses = now.misses();
    event.puts = now.puts();
    event.removals = now.removals();
    event.notKept = now.notKept();
    event.failures = now.failures();
    event.bytesRead = now.bytesRead();
    event.bytesWritten = now.bytesWritten();
    event.invalidations = now.invalidations();
    event.invalidationsOfAll = now.invalidationsOfAll();
    event.commit();
  }
}
