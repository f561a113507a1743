package dev.larder.benchmarks.store;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a store is asked to be. Eternal, by reference, without statistics, loader and listener, unless told otherwise.
 *
 * @param maximumEntries what a bounded subject may hold
 * @param update what {@link Store#update} makes of a value
 * @param loader for read-through; null for none
 */
public record StoreSpec<K, V>(
    Class<K> keyType,
    Class<V> valueType,
    long maximumEntries,
    Lifetime lifetime,
    Features features,
    UnaryOperator<V> update,
    @Nullable Function<K, V> loader) {

  /** What can be switched on. */
  public record Features(boolean statistics, boolean byValue, Listening listening, Policy policy) {
    static final Features NONE = new Features(false, false, Listening.NONE, Policy.OWN);
  }

  /** Who leaves when room is needed. */
  public enum Policy {
    /** What the subject has by default, which for most is all it has. */
    OWN,
    TINY_LFU,
    LRU,
    MRU,
    LFU,
    FIFO,
    LIFO,
    RANDOM;

    /** As it stands in the names of rows, and in {@code larder.conf}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether writes are listened to, and how. */
  public enum Listening {
    NONE,
    SYNCHRONOUS,
    ASYNCHRONOUS
  }

  public static <K, V> StoreSpec<K, V> bounded(
      Class<K> keyType, Class<V> valueType, long maximumEntries) {
    return new StoreSpec<>(
        keyType,
        valueType,
        maximumEntries,
        Lifetime.longer(Lifetime.Kind.ETERNAL),
        Features.NONE,
        UnaryOperator.identity(),
        null);
  }

  public StoreSpec<K, V> with(Lifetime other) {
    return new StoreSpec<>(keyType, valueType, maximumEntries, other, features, update, loader);
  }

  public StoreSpec<K, V> with(Features other) {
    return new StoreSpec<>(keyType, valueType, maximumEntries, lifetime, other, update, loader);
  }

  public StoreSpec<K, V> withStatistics(boolean statistics) {
    return with(
        new Features(statistics, features.byValue(), features.listening(), features.policy()));
  }

  public StoreSpec<K, V> byValue() {
    return with(new Features(features.statistics(), true, features.listening(), features.policy()));
  }

  public StoreSpec<K, V> with(Listening listening) {
    return with(
        new Features(features.statistics(), features.byValue(), listening, features.policy()));
  }

  public StoreSpec<K, V> with(Policy policy) {
    return with(
        new Features(features.statistics(), features.byValue(), features.listening(), policy));
  }

  public StoreSpec<K, V> withUpdate(UnaryOperator<V> other) {
    return new StoreSpec<>(keyType, valueType, maximumEntries, lifetime, features, other, loader);
  }

  public StoreSpec<K, V> withLoader(Function<K, V> other) {
    return new StoreSpec<>(keyType, valueType, maximumEntries, lifetime, features, update, other);
  }
}
