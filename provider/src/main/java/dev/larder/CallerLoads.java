package dev.larder;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For those who load what is missing themselves, as an interceptor does that runs a method: what {@code refresh-after}, {@code
 * stale-if-error} and {@code negative-ttl} have to say before and after. They see to it themselves that one of them loads at a time.
 *
 * <pre>{@code
 * V value = loads.get(key, this::load);                  // a hit; perhaps it is made anew in the background
 * if (value == null && !loads.isKnownAbsent(key)) {
 *   value = loads.duringBackOff(key);
 *   if (value == null) {
 *     try {
 *       value = load(key);                               // then cache.put(key, value), or loads.foundNothing(key)
 *     } catch (RuntimeException e) {
 *       value = loads.insteadOfFailure(key);             // when that is null, too: throw e
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Thread-safe. No argument may be null; a closed cache throws {@link IllegalStateException}. All but {@link #get} and {@link
 * #isKnownAbsent} wait for whoever changes or loads the key at that moment.
 *
 * @param <K> keys
 * @param <V> values
 * @see LarderCache#callerLoads
 */
public interface CallerLoads<K, V> {
  /**
   * The value that is there, counted as hit or miss. When it is older than {@code refresh-after}, one of its readers has it made anew
   * by his function, on a background thread of the provider's; all get the old one at once. What the function throws is logged, the
   * value stays, and nobody tries again for 10 seconds; when it gives null, the entry is removed. A put or removal meanwhile wins.
   *
   * @return null when there is none; nothing is loaded
   */
  @Nullable
  V get(K key, Function<? super K, ? extends @Nullable V> refresh);

  /** The expired value, while {@code stale-if-error} wants the source to be left alone because it failed just now; else null. */
  @Nullable
  V duringBackOff(K key);

  /** The expired value, to be given out because a load has failed, if {@code stale-if-error} still allows it; else null. */
  @Nullable
  V insteadOfFailure(K key);

  /** Whether a load found nothing for the key, and {@code negative-ttl} has not passed since. */
  boolean isKnownAbsent(K key);

  /** A load has found nothing. */
  void foundNothing(K key);
}
