package dev.larder.internal.management.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

@Name("dev.larder.UserCode")
@Label("User Code")
@Category("Larder")
@Description("A call of a cache's entry processor, writer, listener or expiry policy")
@Threshold("10 ms")
final class UserCodeEvent extends CallEvent {
  @Label("Role")
  @Description("What the code is to the cache")
  @Nullable
  String role;

  @Label("Code")
  @Description("The class that was called")
  @Nullable
  Class<?> code;
}
