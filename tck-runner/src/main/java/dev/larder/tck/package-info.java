/**
 * Tells what of the TCK really ran. Surefire alone would be green with half of it: a test that the TCK leaves out is reported as
 * passed, and a class that is not found is not missed. Start at {@link dev.larder.tck.TckReport}; {@code TckTotal}, among the
 * tests, is what the build runs.
 */
@NullMarked
package dev.larder.tck;

import org.jspecify.annotations.NullMarked;
