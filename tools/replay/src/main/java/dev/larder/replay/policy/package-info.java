/**
 * Policies to compare with, each in its plainest form: one thread, weight one, arrays by key. They are yardsticks, so they
 * follow their papers rather than our needs.
 */
@NullMarked
package dev.larder.replay.policy;

import org.jspecify.annotations.NullMarked;
