/**
 * JCache's annotations, {@link javax.cache.annotation.CacheResult} and its kin, for Guice 7 ({@link
 * dev.larder.annotations.guice.LarderCacheModule}) and for CDI 4 (by being on the class path).
 *
 * <p>What Larder adds to the specification, or decides where it is silent:
 *
 * <ul>
 *   <li>A {@code @CacheResult} method runs once a key, however many threads call it; the others wait and share its result or its
 *       exception. If a thread would wait for itself, through other threads perhaps, its own call runs instead.
 *   <li>{@code @CachePut}, {@code @CacheRemove} and {@code @CacheRemoveAll} win over a call that is under way: what it brings is
 *       returned, and not stored.
 *   <li>Methods that return {@code CompletableFuture} or {@code CompletionStage} are cached by what these bring; a failure is kept
 *       only in an exception cache. What comes "after the invocation" comes when the stage is complete.
 *   <li>A null result is not stored: JCache has no null values. {@code @CachePut} of null removes the entry.
 *   <li>A missing cache is made by the manager, so {@code larder.conf} bounds it.
 *   <li>One annotation a method: two are refused. One on the method wins over one on its class. {@code @CacheDefaults} is looked for
 *       on the class that declares the method, then on the target's class.
 * </ul>
 */
@NullMarked
package dev.larder.annotations;

import org.jspecify.annotations.NullMarked;
