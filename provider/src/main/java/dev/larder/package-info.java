/**
 * Larder: a JCache (JSR-107) provider with a lock-striped TinyLFU core. Everything in {@code dev.larder.internal} is internal.
 *
 * <p>Applications use {@code javax.cache.Caching.getCachingProvider()}; what goes beyond JCache is had by {@code unwrap}: {@link
 * dev.larder.LarderCacheManager}, {@link dev.larder.LarderCache}. What may be thrown is listed in {@link dev.larder.error}; functions are
 * memoized by {@link dev.larder.memo}.
 */
@NullMarked
package dev.larder;

import org.jspecify.annotations.NullMarked;
