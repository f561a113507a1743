package dev.larder.internal.core;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The coarse tickers of one provider: one for each resolution, as long as somebody uses it. Thread-safe. */
public final class CoarseTickers {
  private final Ticker exact;
  private final Map<Duration, WeakReference<CoarseTicker>> tickers = new HashMap<>();

  /** Those that copy this one. */
  public CoarseTickers(Ticker exact) {
    this.exact = exact;
  }

  /** The one that all share who ask for this resolution. */
  public synchronized CoarseTicker of(Duration resolution) {
    CoarseTicker present = find(resolution);
    if (present != null) {
      return present;
    }
    CoarseTicker made = new CoarseTicker(exact, resolution);
    tickers.values().removeIf(ticker -> ticker.refersTo(null));
    tickers.put(resolution, new WeakReference<>(made));
    return made;
  }

  private @Nullable CoarseTicker find(Duration resolution) {
    WeakReference<CoarseTicker> known = tickers.get(resolution);
    return known == null ? null : known.get();
  }
}
