package dev.larder.internal.management.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

@Name("dev.larder.InvalidatedAll")
@Label("Invalidated All")
@Category("Larder")
@Description(
    "A cache's tier had the heap forget all its copies, as after a lost connection; single keys are counted by dev.larder.Tier")
@StackTrace(false)
@Threshold("0 ms")
final class InvalidatedAllEvent extends CallEvent {
  @Label("Tier")
  @Description("Its type, as the configuration has it")
  @Nullable
  String tier;
}
