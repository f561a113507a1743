/** What can be counted, and so does not depend on the machine. */
@NullMarked
package dev.larder.benchmarks.counts;

import org.jspecify.annotations.NullMarked;
