/**
 * Hit ratios by cache size, one curve a policy, and the ways to write them down: {@link dev.larder.replay.curve.CurveTable} for the
 * terminal, {@link dev.larder.replay.curve.CurveFiles} for CSV, JSON and PNG, {@link dev.larder.replay.curve.CurvePage} for a browser.
 * Start at {@link dev.larder.replay.curve.Curves}. Names come from outside and are text wherever they go.
 */
@NullMarked
package dev.larder.replay.curve;

import org.jspecify.annotations.NullMarked;
