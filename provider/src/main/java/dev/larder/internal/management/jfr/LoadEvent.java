package dev.larder.internal.management.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

@Name("dev.larder.Load")
@Label("Load")
@Category("Larder")
@Description("A call of a cache's loader, or of a function that makes a missing value")
@Threshold("10 ms")
final class LoadEvent extends CallEvent {
  @Label("Loader")
  @Description("The class of the loader or function")
  @Nullable
  Class<?> loader;

  @Label("Keys")
  @Description("How many values were wanted of this call")
  int keys;
}
