/**
 * What a tier costs: where the heap has the entry, where the tier has it, and at a start. Start at {@link
 * dev.larder.benchmarks.tiers.TiersReport}.
 */
@NullMarked
package dev.larder.benchmarks.tiers;

import org.jspecify.annotations.NullMarked;
