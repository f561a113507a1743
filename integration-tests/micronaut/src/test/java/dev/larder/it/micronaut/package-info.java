/** Micronaut. */
@NullMarked
package dev.larder.it.micronaut;

import org.jspecify.annotations.NullMarked;
