/** What is written is read again. */
package dev.larder.replay.curve;
