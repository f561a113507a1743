/**
 * Reads access logs: what was asked for, in order. Start at {@link dev.larder.replay.log.AccessLog}.
 *
 * <p>A {@link dev.larder.replay.log.LogFormat} finds the keys in a file, and gives them to
 * {@link dev.larder.replay.log.Requests}. Formats are named by the user or guessed by
 * {@link dev.larder.replay.log.LogChoice}. Knows nothing of policies: it
 * hands out keys, and a {@link dev.larder.replay.log.Trace} keeps them.
 *
 * <p>No message of this package has a line of the log in it: logs hold secrets. Line numbers will do.
 */
@NullMarked
package dev.larder.replay.log;

import org.jspecify.annotations.NullMarked;
