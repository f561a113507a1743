/** What the advisor costs a read. */
@NullMarked
package dev.larder.benchmarks.advice;

import org.jspecify.annotations.NullMarked;
