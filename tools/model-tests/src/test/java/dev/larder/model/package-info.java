/**
 * The same random {@link dev.larder.model.Step}s, played on Larder, on a plain {@link dev.larder.model.Model} of JCache and on the
 * reference implementation. User code of every kind ({@link dev.larder.model.UserCode}) writes down each call that it gets, and
 * fails when the step says so; results, calls and counts are compared after each step.
 */
@NullMarked
package dev.larder.model;

import org.jspecify.annotations.NullMarked;
