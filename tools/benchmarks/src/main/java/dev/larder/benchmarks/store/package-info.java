/**
 * What is measured: each {@link dev.larder.benchmarks.store.Subject} behind the same {@link dev.larder.benchmarks.store.Store}, set up
 * by the same {@link dev.larder.benchmarks.store.StoreSpec}. {@link dev.larder.benchmarks.store.Probes} check that it does what the
 * spec says.
 */
@NullMarked
package dev.larder.benchmarks.store;

import org.jspecify.annotations.NullMarked;
