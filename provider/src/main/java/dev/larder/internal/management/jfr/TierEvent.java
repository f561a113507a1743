package dev.larder.internal.management.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One for each tier and period. Counts are since the cache was made, so that the difference of two events says what was in between. */
@Name("dev.larder.Tier")
@Label("Tier")
@Category("Larder")
@Description(
    "How what a cache has below its heap is, and what was asked of it since the cache was made")
@StackTrace(false)
@Period("10 s")
final class TierEvent extends Event {
  @Label("Cache")
  @Nullable
  String cache;

  @Label("Tier")
  @Description("Its type, as the configuration has it")
  @Nullable
  String tier;

  @Label("State")
  @Description("UP, DEGRADED or DOWN")
  @Nullable
  String state;

  @Label("Hits")
  @Description("Entries that were looked for and found")
  long hits;

  @Label("Misses")
  @Description("Entries that were looked for and not found")
  long misses;

  @Label("Puts")
  long puts;

  @Label("Removals")
  long removals;

  @Label("Not Kept")
  @Description("Entries that the tier did not keep")
  long notKept;

  @Label("Failures")
  @Description("Calls that threw")
  long failures;

  @Label("Bytes Read")
  @DataAmount
  long bytesRead;

  @Label("Bytes Written")
  @DataAmount
  long bytesWritten;

  @Label("Invalidations")
  @Description("Single keys that the tier has had the heap forget")
  long invalidations;

  @Label("Invalidations of All")
  @Description("How often the tier has had the heap forget everything")
  long invalidationsOfAll;
}
