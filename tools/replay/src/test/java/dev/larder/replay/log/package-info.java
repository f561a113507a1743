/** Logs of a few lines, as real files. */
package dev.larder.replay.log;
