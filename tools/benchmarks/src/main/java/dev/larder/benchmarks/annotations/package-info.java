/** What an annotation costs over the call of the cache that it stands for. */
@NullMarked
package dev.larder.benchmarks.annotations;

import org.jspecify.annotations.NullMarked;
