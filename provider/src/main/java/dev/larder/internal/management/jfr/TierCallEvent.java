package dev.larder.internal.management.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

@Name("dev.larder.TierCall")
@Label("Tier Call")
@Category("Larder")
@Description("A call of what a cache has below its heap")
@Threshold("10 ms")
final class TierCallEvent extends CallEvent {
  @Label("Tier")
  @Description("Its type, as the configuration has it")
  @Nullable
  String tier;

  @Label("Operation")
  @Nullable
  String operation;

  @Label("Keys")
  @Description("How many keys this call was about; 0 for all")
  int keys;
}
