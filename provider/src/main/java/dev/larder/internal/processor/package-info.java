/**
 * One {@code Cache.invoke}: the entry that a processor works on, and what comes of it. Start at {@link
 * dev.larder.internal.processor.ProcessorEntry}, whose table says how a sequence of gets, sets and removes is boiled down to the one
 * step that the cache then takes; {@link dev.larder.internal.processor.InvocationResult} is what {@code invokeAll} answers.
 *
 * <p>The front holds the key, makes the entry, runs the processor and carries out the net effect: writer, table, events, statistics,
 * expiry. Nothing here touches the cache, so a processor that throws has changed nothing.
 *
 * <p>Knows {@code javax.cache} and the JDK; nothing else of Larder.
 */
@NullMarked
package dev.larder.internal.processor;

import org.jspecify.annotations.NullMarked;
