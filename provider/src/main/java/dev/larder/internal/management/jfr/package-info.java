/**
 * What Larder adds to a recording of the JDK's flight recorder: loads, user code, calls of tiers, and sums. Start at
 * {@link dev.larder.internal.management.jfr.Recorder}.
 *
 * <p>Nothing is told of a hit, or of any operation that calls no user code. While nobody records, a call of user code costs one look at
 * a flag or two; and where nobody ever has, no event is loaded but a tier's: they would take a megabyte.
 *
 * <p>The JDK may come without a flight recorder: a run-time image without the module {@code jdk.jfr}, or a JVM that never had one. So
 * only the events, and what makes them, name its classes; nothing loads these classes there.
 */
@NullMarked
package dev.larder.internal.management.jfr;

import org.jspecify.annotations.NullMarked;
