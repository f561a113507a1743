/**
 * What a tier below the heap has to offer: a contract for those who bring one, such as {@code larder-disk} and {@code larder-redis}. Who
 * uses caches needs nothing of it. Start at {@link dev.larder.tier.Tier}.
 *
 * <pre>
 *   the cache's front --get, put, compareAndPut ...--&gt; Tier        the truth: bytes, versions, deadlines
 *                     &lt;--invalidated ----------------- TierListener  "forget what you have of this key"
 * </pre>
 *
 * <p>A {@link dev.larder.tier.TierFactory}, found by {@link java.util.ServiceLoader} through the word in {@code tier { type = ... }}, makes
 * one tier for one cache. Objects, codecs, loaders, events, statistics are no business of a tier's.
 *
 * <p>Times are nanoseconds since 1970-01-01T00:00Z, as {@link dev.larder.tier.TierClock} gives them.
 */
@NullMarked
package dev.larder.tier;

import org.jspecify.annotations.NullMarked;
