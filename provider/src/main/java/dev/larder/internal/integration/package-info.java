/**
 * The way to the user's system of record: {@link dev.larder.internal.integration.LoaderCalls} around a {@code CacheLoader}, {@link
 * dev.larder.internal.integration.WriterCalls} around a {@code CacheWriter}.
 *
 * <p>Here is said once what JSR-107 says of both all over: which exceptions come out, what a bulk call that half succeeded has done,
 * what of a loader's answer counts. Where there is no loader or writer, null objects stand in.
 *
 * <p>When to call, and what to do with the cache afterwards, is the front's matter. All methods call user code, so none may be called
 * under a lock. Knows {@code javax.cache} and the JDK; nothing else of Larder.
 */
@NullMarked
package dev.larder.internal.integration;

import org.jspecify.annotations.NullMarked;
