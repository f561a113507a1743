package dev.larder.internal.config;

import dev.larder.error.CacheConfigurationException;
import dev.larder.tier.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each setting of one cache what counts, and refuses what contradicts itself. Of two settings that exclude each other the
 * one that is said at the more important place counts; only when both are said at the same place it is a conflict.
 */
final class Resolution {
  private final List<Block> cascade;
  private final Set<Setting<?>> dropped = new HashSet<>();
  private final List<CacheException> missing = new ArrayList<>();

  /** @throws CacheException naming both, for two settings that contradict each other */
  Resolution(List<Block> cascade) {
    this.cascade = cascade;
    exclude(Settings.MAXIMUM_SIZE, size -> true, Settings.MAXIMUM_WEIGHT, Optional::isPresent);
    exclude(Settings.EXPIRY_POLICY, given -> given, Settings.TIME_TO_LIVE, Optional::isPresent);
    exclude(Settings.EXPIRY_POLICY, given -> given, Settings.TIME_TO_IDLE, Optional::isPresent);
    exclude(Settings.STORE_BY_VALUE, copies -> !copies, Settings.COPIER, Optional::isPresent);
    exclude(
        Settings.STORE_BY_VALUE,
        copies -> !copies,
        Settings.TIER,
        tier -> !tier.isEmpty() && !Tiers.NONE.equals(tier.get(TierBlock.TYPE)),
        ": a tier keeps bytes, so nobody could get his own objects back");
    checkNeeds();
    checkTimes();
    checkTimeResolution();
  }

  /**
   * Refuses what needs something that nobody has said.
   *
   * @throws CacheException naming both
   */
  void requireComplete() {
    if (!missing.isEmpty()) {
      throw missing.get(0);
    }
  }

  boolean isComplete() {
    return missing.isEmpty();
  }

  /** All that is said, what counts more first. */
  List<Block> cascade() {
    return cascade;
  }

  /** What counts for this setting; null when nobody says anything, or what is said does not count. */
  <T> @Nullable Assignment<T> find(Setting<T> setting) {
    int rank = rank(setting);
    return rank < 0 ? null : cascade.get(rank).of(setting);
  }

  <T> T get(Setting<T> setting) {
    Assignment<T> found = find(setting);
    return found == null ? setting.builtIn() : found.value();
  }

  /** JCache's own read-through, or what naming a loader in a file implies. */
  boolean isReadThrough() {
    return isThrough(Settings.READ_THROUGH, Settings.LOADER);
  }

  boolean isWriteThrough() {
    return isThrough(Settings.WRITE_THROUGH, Settings.WRITER);
  }

  private boolean isThrough(Setting<Boolean> switched, Setting<Optional<Part>> partner) {
    Assignment<Boolean> said = find(switched);
    return said != null
        ? said.value()
        : get(partner).filter(part -> part.given() == null).isPresent();
  }

  private int rank(Setting<?> setting) {
    if (!dropped.contains(setting)) {
      for (int rank = 0; rank < cascade.size(); rank++) {
        if (cascade.get(rank).of(setting) != null) {
          return rank;
        }
      }
    }
    return -1;
  }

  private boolean isStrict(Setting<?> setting) {
    int rank = rank(setting);
    return rank >= 0 && cascade.get(rank).isStrict();
  }

  private <A, B> void exclude(
      Setting<A> one, Predicate<A> isOneOn, Setting<B> other, Predicate<B> isOtherOn) {
    exclude(one, isOneOn, other, isOtherOn, "");
  }

  private <A, B> void exclude(
      Setting<A> one,
      Predicate<A> isOneOn,
      Setting<B> other,
      Predicate<B> isOtherOn,
      String reason) {
    Assignment<A> first = find(one);
    Assignment<B> second = find(other);
    if (first == null
        || second == null
        || !isOneOn.test(first.value())
        || !isOtherOn.test(second.value())) {
      return;
    }
    if (rank(one) == rank(other)) {
      throw new CacheConfigurationException(shown(first) + " and " + shown(second)
          + " exclude each other" + reason + "; keep one of the two");
    }
    dropped.add(rank(one) < rank(other) ? other : one);
  }

  private void checkNeeds() {
    Assignment<Optional<Long>> weight = find(Settings.MAXIMUM_WEIGHT);
    if (weight != null && weight.value().isPresent() && get(Settings.WEIGHER).isEmpty()) {
      missing.add(missing(weight, Settings.WEIGHER.key()));
    }
    need(Settings.WEIGHER, get(Settings.MAXIMUM_WEIGHT).isPresent(), "maximum-weight");
    boolean loads = get(Settings.LOADER).isPresent();
    need(Settings.READ_THROUGH, loads, "loader");
    need(Settings.WRITE_THROUGH, get(Settings.WRITER).isPresent(), "writer");
    need(Settings.LOADER_TIMEOUT, loads, "loader");
    boolean callersLoad = get(Settings.CALLERS_LOAD);
    boolean loadsOnMiss = callersLoad || (loads && isReadThrough());
    need(Settings.REFRESH_AFTER, loadsOnMiss, "read-through with loader");
    need(Settings.STALE_IF_ERROR, loadsOnMiss, "read-through with loader");
    need(Settings.NEGATIVE_TTL, loadsOnMiss, "read-through with loader");
    need(Settings.TAGS, callersLoad, "callers-load");
    boolean expires = get(Settings.TIME_TO_LIVE).isPresent() || get(Settings.EXPIRY_POLICY);
    need(Settings.JITTER, expires, "time-to-live");
  }

  private void need(Setting<?> setting, boolean there, String needed) {
    Assignment<?> said = find(setting);
    if (said != null && isOn(said.value()) && !there) {
      if (isStrict(setting)) {
        missing.add(missing(said, needed));
      } else {
        dropped.add(setting);
      }
    }
  }

  private static boolean isOn(Object value) {
    return !value.equals(false)
        && !value.equals(Optional.empty())
        && !value.equals(0.0)
        && !value.equals(List.of());
  }

  private void checkTimes() {
    Assignment<Optional<Duration>> refresh = find(Settings.REFRESH_AFTER);
    Assignment<Optional<Duration>> live = find(Settings.TIME_TO_LIVE);
    if (refresh != null
        && live != null
        && refresh.value().isPresent()
        && live.value().isPresent()
        && refresh.value().get().compareTo(live.value().get()) >= 0) {
      if (isStrict(Settings.REFRESH_AFTER) || isStrict(Settings.TIME_TO_LIVE)) {
        throw new CacheConfigurationException(
            shown(refresh) + " comes too late for " + shown(live) + "; make it less than that");
      }
      dropped.add(Settings.REFRESH_AFTER);
    }
  }

  /** An error wherever it was said: a cache keeps its clock, but its times may change, and what was left out would count again. */
  private void checkTimeResolution() {
    Assignment<Optional<Duration>> resolution = find(Settings.TIME_RESOLUTION);
    if (resolution == null || resolution.value().isEmpty()) {
      return;
    }
    for (Setting<Optional<Duration>> setting : List.of(
        Settings.TIME_TO_LIVE,
        Settings.TIME_TO_IDLE,
        Settings.REFRESH_AFTER,
        Settings.STALE_IF_ERROR,
        Settings.NEGATIVE_TTL)) {
      Assignment<Optional<Duration>> time = find(setting);
      if (time != null
          && time.value().isPresent()
          && resolution.value().get().compareTo(time.value().get()) >= 0) {
        throw new CacheConfigurationException(shown(resolution) + " is too coarse for "
            + shown(time) + "; make it less than that, or none for this cache");
      }
    }
  }

  private static CacheException missing(Assignment<?> assignment, String needed) {
    return new CacheConfigurationException(shown(assignment) + " needs " + needed
        + "; add that, or leave " + assignment.setting() + " out");
  }

  private static <T> String shown(Assignment<T> assignment) {
    return assignment.described() + " = " + assignment.setting().type().show(assignment.value());
  }
}
