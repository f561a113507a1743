/** What becomes of the figures: medians over the rounds, ratios within a round, and the page that says so. */
@NullMarked
package dev.larder.benchmarks.report;

import org.jspecify.annotations.NullMarked;
