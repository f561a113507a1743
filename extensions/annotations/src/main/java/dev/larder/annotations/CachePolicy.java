package dev.larder.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What JCache's annotations cannot say of the cache of an annotated method: how large it may grow, how long its entries live,
 * when they are made anew, and what tags they have.
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

  /**
   * At which age a value is made anew when a call of the method reads it, in the same notation, less than {@link #timeToLive}; empty:
   * as in the file. The call gets the old value at once; the method runs once more in the background, as if somebody had called it
   * there: with the same parameters on the same object, through all interceptors, but with neither the caller's transaction nor his
   * scopes nor his thread-locals. When it fails, that is logged, and the value stays until its time is up.
   */
  String refreshAfter() default "";

  /**
   * How long after its time was up a value is still given out when the method fails, in the same notation; empty: as in the file. The
   * method is left alone for one second then, when it fails again for two, up to 30. An exception that has a cache to go to is no
   * such failure, but an answer.
   */
  String staleIfError() default "";

  /**
   * Tags for what the cache's methods store, for {@code LarderCache.removeTagged}: <code>"customer:{0}"</code> stands for the text of
   * the first parameter that makes the key, and so on. Empty: as in the file.
   */
  String[] tags() default {};
}
