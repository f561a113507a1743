package dev.larder.internal.management;

import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** A policy that is watched. What it answers may be null, whatever JCache's types say. */
@SuppressWarnings("NullAway")
record WatchedExpiryPolicy(ExpiryPolicy policy, UserCode code) implements ExpiryPolicy {
  @Override
  public @Nullable Duration getExpiryForCreation() {
    return ask(policy::getExpiryForCreation);
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    return ask(policy::getExpiryForAccess);
  }

  @Override
  public @Nullable Duration getExpiryForUpdate() {
    return ask(policy::getExpiryForUpdate);
  }

  private @Nullable Duration ask(Supplier<@Nullable Duration> question) {
    return code.call("expiry policy", policy, question);
  }
}
