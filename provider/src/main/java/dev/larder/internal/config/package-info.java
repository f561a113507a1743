/**
 * What is said of caches, by files, properties, environment variables and code. Start at {@link dev.larder.internal.config.Settings},
 * which defines all keys, and {@link dev.larder.internal.config.LarderConf}, which knows what is said outside of code.
 *
 * <pre>
 *   URI --ConfFile--&gt; parsed file --LarderSection--+
 *   properties --PropertySource--------------------+--&gt; Blocks by cache name --LarderConf--&gt; those that count for one
 *   environment --Environment----------------------+                                         cache, in order
 *                                                                                                |
 *   code --------------------------------------------------------------- Resolution &lt;-----------+
 *                                                                             |
 *                                                      CacheSettings: what counts, and where it was said
 * </pre>
 *
 * <p>Keys and values are checked when a cache manager is made, and so is all that is said of caches that the file names; whether
 * patterns go together with what else is said of a cache shows when that cache is created. Afterwards all is immutable. Every error
 * is a {@link javax.cache.CacheException} that gives file and line (or property, or variable), key, what was found and what is allowed.
 *
 * <p>Only what is below {@code larder} is looked at: the rest of a file is other libraries' business.
 *
 * <p>Knows the JDK, {@code javax.cache} and Typesafe Config, which no signature outside of this package shows.
 */
@NullMarked
package dev.larder.internal.config;

import org.jspecify.annotations.NullMarked;
