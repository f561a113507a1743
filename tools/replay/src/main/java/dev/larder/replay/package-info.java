/**
 * Replays access traces and compares what policies make of them. Start at {@link dev.larder.replay.ReplayCommand}.
 *
 * <p>A {@link dev.larder.replay.TraceSet} names traces and the cache sizes to try; a {@link dev.larder.replay.Replay} runs one
 * {@link dev.larder.replay.policy.Policy} over one {@link dev.larder.replay.log.Trace} (get; on a miss, put; nothing discarded as warm-up);
 * a {@link dev.larder.replay.Scoreboard} collects the hit ratios, and a {@link dev.larder.replay.Report} prints them.
 *
 * <p>Larder itself takes part as what it is, by its table, so what is measured is what users get: marks, stripes and all.
 */
@NullMarked
package dev.larder.replay;

import org.jspecify.annotations.NullMarked;
