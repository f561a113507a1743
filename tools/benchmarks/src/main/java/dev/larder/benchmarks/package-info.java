/**
 * Measures Larder beside its peers and two floors. {@link dev.larder.benchmarks.Main} runs a selection of {@link
 * dev.larder.benchmarks.Row}s in interleaved rounds: in each round, each subject gets one fork of its own per row, so that call sites
 * stay monomorphic and a noisy neighbour hits all alike. What is measured is in {@code rows}, what it is measured on in {@code
 * store}, what becomes of the figures in {@code report}; {@code footprint} weighs memory, outside of JMH.
 */
@NullMarked
package dev.larder.benchmarks;

import org.jspecify.annotations.NullMarked;
