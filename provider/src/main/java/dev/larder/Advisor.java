package dev.larder;

import dev.larder.internal.cache.Extras;
import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Settings;
import dev.larder.internal.core.HitCurve;
import dev.larder.internal.core.Shadow;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Puts what is known of a cache at other sizes into an {@link Advice}. */
final class Advisor<K, V> {
  /** Of fewer requests in the sample nothing can be told. */
  private static final long ENOUGH = 1_000;

  /** Hit ratio: what is worth a change, and what nobody notices. */
  private static final double WORTH = 0.01;

  private static final double UNNOTICED = 0.005;

  private final ManagedCache<K, V> cache;
  private final CacheSettings<K, V> settings;
  private final Extras<K, V> extras;

  Advisor(ManagedCache<K, V> cache, Extras<K, V> extras) {
    this.cache = cache;
    this.settings = cache.settings();
    this.extras = extras;
  }

  Advice advice() {
    Shadow shadow = extras.shadow();
    if (shadow == null) {
      return unknown(HitCurve.UNKNOWN, whyNobodyTries());
    }
    HitCurve curve = shadow.curve();
    if (!shadow.isFollowing() && curve.points().isEmpty()) {
      return unknown(
          curve,
          "Its statistics are off, so nothing is known: set statistics = true, and ask later.");
    }
    if (cache.maximumSize() == Long.MAX_VALUE) {
      return unknown(curve, "It has no bound, so more room would bring no hits.");
    }
    if (curve.sampled() < ENOUGH) {
      return unknown(
          curve,
          "Too little is known so far: " + curve.sampled() + " requests, of " + ENOUGH
              + " that are needed, were for keys of the sample.");
    }
    return known(curve);
  }

  private String whyNobodyTries() {
    if (settings.get(Settings.DISABLED)) {
      return "It is disabled, so it would keep nothing at any size.";
    }
    if (!settings.get(Settings.ADVICE)) {
      return "It was told to find out nothing about its size (advice = false).";
    }
    return "It has a tier below, which has what its heap has not: what another size would bring is not found out.";
  }

  private Advice unknown(HitCurve curve, String sentence) {
    return new Advice(
        cache.getName(),
        false,
        cache.maximumSize(),
        cache.stats().snapshot().hitRate(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        curve.sampled(),
        sentence);
  }

  private Advice known(HitCurve curve) {
    double saved = savedByHalving();
    return new Advice(
        cache.getName(),
        true,
        cache.maximumSize(),
        curve.hitRatio(),
        curve.points().stream()
            .map(point -> new Advice.Point(size(point.scale()), point.hitRatio()))
            .toList(),
        sizeFor(curve, 0.90),
        sizeFor(curve, 0.95),
        sizeFor(curve, 0.99),
        OptionalLong.of(Math.round(saved)),
        curve.sampled(),
        sentence(curve, saved));
  }

  private long size(double scale) {
    return Math.round(scale * cache.maximumSize());
  }

  private OptionalLong sizeFor(HitCurve curve, double share) {
    double reachable = curve.points().get(curve.points().size() - 1).hitRatio();
    return OptionalLong.of(size(curve.scaleOf(share * reachable)));
  }

  private double savedByHalving() {
    double weight = Math.max(1, cache.weight());
    double staying = Math.min(1, cache.maximumSize() / 2.0 / weight);
    return cache.size() * (1 - staying) * extras.meanBytes();
  }

  private String sentence(HitCurve curve, double saved) {
    double now = curve.hitRatio();
    double half = curve.at(0.5);
    for (HitCurve.Point point : curve.points()) {
      if (point.scale() > 1 && point.hitRatio() - now >= WORTH * point.scale() / 2) {
        return text(
            "It is small: of its reads %.1f %% hit, with %s = %d about %.1f %% would.",
            100 * now, bound(), size(point.scale()), 100 * point.hitRatio());
      }
    }
    if (now - half <= UNNOTICED) {
      return text(
          "It is larger than it need be: of its reads %.1f %% hit, with %s = %d still about %.1f %% would, and some %s"
              + " of heap would be free.",
          100 * now, bound(), size(0.5), 100 * half, bytes(saved));
    }
    return text(
        "Its size is about right: of its reads %.1f %% hit, at twice the size %.1f %% would, at half of it %.1f %%.",
        100 * now, 100 * curve.at(2), 100 * half);
  }

  /** How the bound is called. */
  private String bound() {
    boolean isWeighed = settings.get(Settings.MAXIMUM_WEIGHT).isPresent();
    return isWeighed ? Settings.MAXIMUM_WEIGHT.key() : Settings.MAXIMUM_SIZE.key();
  }

  private static String bytes(double bytes) {
    return bytes >= 1e6 ? text("%.1f MB", bytes / 1e6) : text("%.1f kB", bytes / 1e3);
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
