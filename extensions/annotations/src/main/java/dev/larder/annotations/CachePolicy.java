package dev.larder.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What JCache's annotations cannot say of the cache of an annotated method: how large it may grow, and how long its entries live.
 *
 * <pre>{@code
 * @CacheResult(cacheName = "rates")
 * @CachePolicy(maximumSize = 200, timeToLive = "10m")
 * public Rate rate(Currency from, Currency to) { … }
 * }</pre>
 *
 * <p>On a method it holds for the method's cache, and so for all methods of the class that use that cache; on a class for the caches
 * of which no method says more. Two that differ for one cache are an error. It goes before {@code larder.conf}, as all that is said in
 * code; what it leaves out comes from there. It counts when Larder makes the missing cache: a cache that somebody else has made stays
 * as it is. Not for methods with a cache resolver of their own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CachePolicy {
  /** How many entries the cache may hold, at least 1; 0 leaves it to {@code larder.conf}. */
  long maximumSize() default 0;

  /** How long an entry lives after it was stored, such as {@code "90s"}, {@code "10m"} or {@code "1d"}; empty: as in the file. */
  String timeToLive() default "";

  /** How long an entry lives after it was last read or stored, in the same notation; empty: as in the file. */
  String timeToIdle() default "";

  /** By which share of its time to live an entry may expire sooner, such as {@code "10%"}; empty: as in the file. */
  String jitter() default "";
}
