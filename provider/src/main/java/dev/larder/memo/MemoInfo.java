package dev.larder.memo;

/**
 * What a memoized function's cache has done; zeros in a cache of yours whose statistics are off.
 *
 * <pre>{@code
 * MemoInfo info = price.info();
 * log(info.hits() + " of " + (info.hits() + info.misses()) + " calls were saved");
 * }</pre>
 *
 * @param hits calls that were answered from memory
 * @param misses calls of the function itself
 * @param maximumSize how many results there may be; {@link Long#MAX_VALUE} for no bound
 * @param size how many there are
 */
public record MemoInfo(long hits, long misses, long maximumSize, long size) {}
