/** What is measured: a JMH class per chapter, and the states that they share. A row is one of these methods with its parameters. */
@NullMarked
package dev.larder.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
