/**
 * The engine: what each annotation means, whatever the container. Not for users. Start at {@link
 * dev.larder.annotations.internal.CachingEngine}; it knows neither Guice nor CDI.
 *
 * <p>What can be known of a method is read once ({@link dev.larder.annotations.internal.Declaration}) and kept as an {@code
 * Operation}. A hit then costs the look-up of the operation, the key, and {@code cache.get}.
 */
@NullMarked
package dev.larder.annotations.internal;

import org.jspecify.annotations.NullMarked;
