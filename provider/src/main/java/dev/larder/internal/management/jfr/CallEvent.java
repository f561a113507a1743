package dev.larder.internal.management.jfr;

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import org.jspecify.annotations.Nullable;

/** What all calls have that a cache makes. */
abstract class CallEvent extends Event implements Recorder.Call {
  @Label("Cache")
  @Nullable
  String cache;

  @Label("Failed")
  @Description("Whether it threw")
  boolean failed;

  /** The same, begun now. */
  static <E extends CallEvent> E begun(E event, String cache) {
    event.cache = cache;
    event.begin();
    return event;
  }

  @Override
  public void end(boolean hasFailed) {
    end();
    if (shouldCommit()) {
      failed = hasFailed;
      commit();
    }
  }
}
