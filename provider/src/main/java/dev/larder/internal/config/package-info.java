/**
 * What configuration files say of caches that frameworks create with a bare {@code MutableConfiguration}. Start at
 * {@link dev.larder.internal.config.LarderConf}.
 *
 * <pre>
 *   URI --ConfFile--&gt; parsed file --ConfSection--&gt; keys and values, each with its line --LarderConf--&gt; answers
 *       which file?                unknown keys, wrong values                        which rule is for this cache?
 * </pre>
 *
 * <p>Everything is read and checked at once, when a cache manager is made; afterwards all is immutable. Every error is a
 * {@link javax.cache.CacheException} that gives file, line, key, what was found and what is allowed.
 *
 * <p>Only what is below {@code larder} is looked at: the rest of a file is other libraries' business. System properties and
 * environment variables are not looked at.
 *
 * <p>Knows the JDK, {@link javax.cache.CacheException} and Typesafe Config, which no signature outside of this package shows.
 */
@NullMarked
package dev.larder.internal.config;

import org.jspecify.annotations.NullMarked;
