package dev.larder.internal.management.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** Its duration is the time that it sums up, so its threshold says how long that is at least. */
@Name("dev.larder.Departures")
@Label("Departures")
@Category("Larder")
@Description(
    "How many entries of a cache were evicted, and how many have expired, while this event lasted")
@StackTrace(false)
@Threshold("1 s")
final class DeparturesEvent extends Event {
  @Label("Cache")
  @Nullable
  String cache;

  @Label("Evicted")
  @Description("Entries that had to make room")
  long evicted;

  @Label("Expired")
  @Description("Entries whose time was up, and that were dropped")
  long expired;

  @Label("Entries")
  @Description("How many there were at the end")
  long entries;

  @Label("Weight")
  @Description("What they weighed; their number without a weigher")
  long weight;
}
