/**
 * Keeps what a cache holds apart from the objects its callers go on changing: by reference, or by value as JCache does unless
 * told otherwise. Start at {@link dev.larder.internal.copy.Copier}; {@link dev.larder.internal.copy.Copiers} makes them.
 *
 * <p>By value, an object takes the first of these ways that is open to it:
 *
 * <pre>
 *   proven immutable?  (Immutability)       -> kept and given out as it is: a copy could not be told from it
 *   array of such?     (FrozenArrays)       -> a clone is kept, a clone of it is given out
 *   a plain graph?     (GraphCopier)        -> where larder-fory is there: a private copy is kept, copies of that are given out
 *   anything else      (JavaSerialization)  -> its serialized bytes are kept, every reader gets an object of its own
 * </pre>
 *
 * <p>"Proven" is meant strictly. What the proof cannot see through counts as mutable, because a needless copy costs time and a
 * missing one costs correctness. The proof trusts {@code final}: code that overwrites final fields by reflection breaks it.
 *
 * <p>Nothing here takes a lock. What is known of a class is remembered in a {@link java.lang.ClassValue}, as objects of the
 * JDK's own types only: so neither do we keep a user's class loader alive, nor do the JDK's classes keep ours.
 *
 * <p>Knows the JDK and {@link javax.cache.CacheException}; nothing else of Larder. Messages name cache and class, never content.
 */
@NullMarked
package dev.larder.internal.copy;

import org.jspecify.annotations.NullMarked;
