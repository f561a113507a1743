package dev.larder.memo;

import dev.larder.EvictionPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method whose results are remembered, when it is called through {@link Memo#proxy}. Each method so annotated has a cache of its own.
 *
 * <pre>{@code
 * interface Shop {
 *   @Memoize(maxSize = 500, timeToLive = "10m")
 *   Price price(String product);
 * }
 *
 * Shop fast = Memo.memory().proxy(Shop.class, shop);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Memoize {
  /** How many results are kept, from 1; {@link Long#MAX_VALUE} for no bound. */
  long maxSize() default Memo.DEFAULT_SIZE;

  /** How long a result is kept, as in {@code larder.conf}: {@code 10m}; empty for ever. */
  String timeToLive() default "";

  /** How long a result is kept after its last use; empty for ever. */
  String timeToIdle() default "";

  /** Who leaves when there is no room. */
  EvictionPolicy policy() default EvictionPolicy.TINY_LFU;

  /** See {@link Memo#typed}. */
  boolean typed() default true;

  /** Where results are kept: in memory, or on disk by way of {@code larder-disk}, for methods that give no futures. */
  MemoTier tier() default MemoTier.MEMORY;

  /** The directory for results on disk; empty for the memo's, or the platform's for caches. */
  String folder() default "";
}
