/**
 * Meters for Larder's caches: {@link dev.larder.micrometer.LarderCacheMetrics}. Micrometer's own {@code JCacheMetrics} works as well,
 * and shows what JCache's statistics bean has.
 */
@NullMarked
package dev.larder.micrometer;

import org.jspecify.annotations.NullMarked;
