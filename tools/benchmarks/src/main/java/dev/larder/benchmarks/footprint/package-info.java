/**
 * What a cache weighs, and what it costs the collector. Outside of JMH, a JVM for each figure. Start at {@link
 * dev.larder.benchmarks.footprint.Footprint}.
 */
@NullMarked
package dev.larder.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
