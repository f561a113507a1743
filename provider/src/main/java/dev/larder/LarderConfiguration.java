package dev.larder;

import static java.util.Objects.requireNonNull;

import dev.larder.internal.config.CacheSettings;
import dev.larder.internal.config.Setting;
import dev.larder.internal.config.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * A JCache configuration that can say all that {@code larder.conf} can: how large the cache may grow, how long entries live, and so
 * on. What it says goes before what files, properties and the environment say; what it leaves out is theirs.
 *
 * <pre>{@code
 * Cache<String, Product> products = manager.createCache(
 *     "products",
 *     new LarderConfiguration<String, Product>()
 *         .setTypes(String.class, Product.class)
 *         .maximumSize(50_000)
 *         .timeToLive(Duration.ofMinutes(10)));
 * }</pre>
 *
 * <p>Each value is checked when it is given; whether they go together, when a cache is created. One configuration may serve many
 * caches: each takes a copy. Not thread-safe, as {@link MutableConfiguration}.
 *
 * @param <K> keys
 * @param <V> values
 */
public class LarderConfiguration<K, V> extends MutableConfiguration<K, V> {
  private static final long serialVersionUID = 1;

  /** As they were given, by key: serializable as far as the values are. */
  private final TreeMap<String, Object> settings = new TreeMap<>();

  /** Says nothing: all is left to files, properties and the environment, and else as built in. */
  public LarderConfiguration() {}

  /** Says the same as another, which may be any configuration. */
  public LarderConfiguration(CompleteConfiguration<K, V> other) {
    super(other);
    if (other instanceof LarderConfiguration<K, V> larder) {
      settings.putAll(larder.settings);
    }
  }

  /** What a cache goes by: each setting, wherever it was said. */
  LarderConfiguration(CacheSettings<K, V> effective, CompleteConfiguration<K, V> now) {
    super(now);
    effective.said().forEach((setting, value) -> settings.put(setting.key(), value));
  }

  /**
   * A configuration from a map, such as {@code Map.of("maximum-size", 1000, "time-to-live", "10m")}.
   *
   * @param settings by the keys that {@code larder.conf} has
   * @throws IllegalArgumentException for a key that is not known, or a value that is wrong
   */
  public static <K, V> LarderConfiguration<K, V> fromMap(Map<String, ?> settings) {
    LarderConfiguration<K, V> configuration = new LarderConfiguration<>();
    settings.forEach(configuration::set);
    return configuration;
  }

  /** What was set in Larder's own words, by key. What JCache's setters were told is in it where {@code larder.conf} has a key for it. */
  public Map<String, Object> toMap() {
    return new LinkedHashMap<>(settings);
  }

  /** An independent copy, to derive another configuration from. */
  public LarderConfiguration<K, V> copy() {
    return new LarderConfiguration<>(this);
  }

  /**
   * Sets what a key of {@code larder.conf} stands for.
   *
   * @param key such as {@code time-to-live}
   * @param value as it would stand in the file, such as {@code "10m"}, or an object of the fitting type, such as a {@link Duration}
   * @throws IllegalArgumentException when there is no such key, or the value is wrong
   */
  public LarderConfiguration<K, V> set(String key, Object value) {
    Setting<?> setting = Settings.byKey(requireNonNull(key, "key"));
    if (setting == null) {
      throw new IllegalArgumentException("unknown key " + key + Settings.suggestion(key));
    }
    return with(setting, value);
  }

  private LarderConfiguration<K, V> with(Setting<?> setting, Object value) {
    setting.checked(requireNonNull(value, setting.key()));
    settings.put(setting.key(), value);
    return this;
  }

  /** For the cache manager. */
  Map<Setting<?>, Object> settings() {
    Map<Setting<?>, Object> bySetting = new LinkedHashMap<>();
    settings.forEach((key, value) -> bySetting.put(Settings.requireByKey(key), value));
    return bySetting;
  }

  // -- how much

  /**
   * How many entries the cache may hold.
   *
   * @param entries from 1; {@link Long#MAX_VALUE} for no limit
   */
  public LarderConfiguration<K, V> maximumSize(long entries) {
    return with(Settings.MAXIMUM_SIZE, entries);
  }

  /**
   * How much all entries together may weigh, in place of a number of entries.
   *
   * @param weight from 1, in the unit of the weigher
   * @param weigher answers 0 or more; called once when a value is stored, without any lock. In a cache that serializes its values
   *     it gets a copy, made for this alone
   */
  public LarderConfiguration<K, V> maximumWeight(
      long weight, ToIntBiFunction<? super K, ? super V> weigher) {
    return with(Settings.MAXIMUM_WEIGHT, weight).with(Settings.WEIGHER, weigher);
  }

  /** How many bytes of the heap all entries together may take, by an estimate. */
  public LarderConfiguration<K, V> maximumBytes(long bytes) {
    return with(Settings.MAXIMUM_WEIGHT, bytes).with(Settings.WEIGHER, "bytes");
  }

  /** Who leaves when room is needed. */
  public LarderConfiguration<K, V> evictionPolicy(EvictionPolicy policy) {
    return with(Settings.POLICY, policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  // -- how long

  /** An entry expires so long after it was created or last replaced. */
  public LarderConfiguration<K, V> timeToLive(Duration time) {
    return with(Settings.TIME_TO_LIVE, time);
  }

  /** An entry expires so long after its last use. With {@link #timeToLive}, whichever comes first. */
  public LarderConfiguration<K, V> timeToIdle(Duration time) {
    return with(Settings.TIME_TO_IDLE, time);
  }

  /** Shortens each time to live by a random part of it, at most this share (0 to 0.9). */
  public LarderConfiguration<K, V> jitter(double share) {
    return with(Settings.JITTER, share);
  }

  /**
   * Takes the time from a clock that a thread moves on so often, in place of a look at the exact one: for caches whose entries expire and
   * that would rather be fast than exact. An operation then reads a field to know the time.
   *
   * <p>What is given up: an entry may still be given out for so long after its time, or be gone so long before; for longer when the JVM
   * stands still, or the machine is so busy that the thread gets no processor. That is true of all times of the cache: its entries' own,
   * those of expiry policies, those of loads that are remembered. Statistics stay exact. Caches of one provider that ask for the same
   * resolution share the thread, which ends with the last of them.
   *
   * @param resolution from 1 ms to 1 s, and less than the other times of the cache. Without it, which is the default, each operation that
   *     has to know the time looks at the exact clock, and nothing is given out after its time
   * @throws IllegalArgumentException for less than 1 ms, or more than 1 s
   */
  public LarderConfiguration<K, V> timeResolution(Duration resolution) {
    return with(Settings.TIME_RESOLUTION, resolution);
  }

  // -- loading

  /** A value that is so old is loaded anew in the background when it is read; the reader gets the old one at once. */
  public LarderConfiguration<K, V> refreshAfter(Duration age) {
    return with(Settings.REFRESH_AFTER, age);
  }

  /** So long after it has expired, a value is still given out when loading it anew fails. */
  public LarderConfiguration<K, V> staleIfError(Duration time) {
    return with(Settings.STALE_IF_ERROR, time);
  }

  /** That the loader has nothing for a key is remembered so long. */
  public LarderConfiguration<K, V> negativeTimeToLive(Duration time) {
    return with(Settings.NEGATIVE_TTL, time);
  }

  /** A load that takes longer fails. The loader runs on a thread of its own then. */
  public LarderConfiguration<K, V> loaderTimeout(Duration time) {
    return with(Settings.LOADER_TIMEOUT, time);
  }

  /**
   * Whether values are loaded by those who ask, as annotated methods do, rather than by a loader: then {@link #refreshAfter}, {@link
   * #staleIfError} and {@link #negativeTimeToLive} are for {@link LarderCache#callerLoads}.
   */
  public LarderConfiguration<K, V> callersLoad(boolean callersLoad) {
    return with(Settings.CALLERS_LOAD, callersLoad);
  }

  /** Tags of what annotated methods store in the cache; <code>{0}</code> stands for the first parameter of the key, and so on. */
  public LarderConfiguration<K, V> tags(String... tags) {
    return with(Settings.TAGS, List.of(tags));
  }

  // -- the rest

  /** Copies values on their way in and out, in place of serialization. Keys are copied as ever. */
  public LarderConfiguration<K, V> copier(UnaryOperator<V> copier) {
    return with(Settings.COPIER, copier);
  }

  /**
   * What objects that are copied, or read from bytes, may consist of: classes, {@code com.acme.*}, {@code com.acme.**}. A value with
   * others is refused when it is stored; what is immutable is not copied, and may be of any class. Without it anything may be stored,
   * and just what the cache has serialized is deserialized.
   */
  public LarderConfiguration<K, V> allowedClasses(String... patterns) {
    return with(Settings.ALLOWED_CLASSES, List.of(patterns));
  }

  /** Whether to find out, while statistics are on, what other sizes would bring: {@link LarderCache#advice}. It does unless told. */
  public LarderConfiguration<K, V> advice(boolean wanted) {
    return with(Settings.ADVICE, wanted);
  }

  /**
   * What {@code get} gives for a key that has no entry, nor a loader a value for it. It is not kept, and no hit; {@link
   * LarderCache#getOrDefault} with another one goes before it, and {@code getAll} leaves such keys out. Stored by value, each caller
   * gets a copy.
   */
  public LarderConfiguration<K, V> defaultValue(V value) {
    return with(Settings.DEFAULT_VALUE, value);
  }

  /** A cache that keeps nothing, to turn caching off without changing code. */
  public LarderConfiguration<K, V> disabled(boolean disabled) {
    return with(Settings.DISABLED, disabled);
  }

  /** A cache below this one; the jar that brings it says what belongs into the map. */
  public LarderConfiguration<K, V> tier(Map<String, ?> tier) {
    return with(Settings.TIER, Map.copyOf(tier));
  }

  // -- JCache's own, which count as said once they are called

  @Override
  public LarderConfiguration<K, V> setTypes(Class<K> keyType, Class<V> valueType) {
    super.setTypes(keyType, valueType);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setStoreByValue(boolean isStoreByValue) {
    super.setStoreByValue(isStoreByValue);
    return with(Settings.STORE_BY_VALUE, isStoreByValue);
  }

  @Override
  public LarderConfiguration<K, V> setStatisticsEnabled(boolean enabled) {
    super.setStatisticsEnabled(enabled);
    return with(Settings.STATISTICS, enabled);
  }

  @Override
  public LarderConfiguration<K, V> setManagementEnabled(boolean enabled) {
    super.setManagementEnabled(enabled);
    return with(Settings.MANAGEMENT, enabled);
  }

  @Override
  public LarderConfiguration<K, V> setReadThrough(boolean isReadThrough) {
    super.setReadThrough(isReadThrough);
    return with(Settings.READ_THROUGH, isReadThrough);
  }

  @Override
  public LarderConfiguration<K, V> setWriteThrough(boolean isWriteThrough) {
    super.setWriteThrough(isWriteThrough);
    return with(Settings.WRITE_THROUGH, isWriteThrough);
  }

  @Override
  public LarderConfiguration<K, V> setCacheLoaderFactory(
      @Nullable Factory<? extends CacheLoader<K, V>> factory) {
    super.setCacheLoaderFactory(factory);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setCacheWriterFactory(
      @Nullable Factory<? extends CacheWriter<? super K, ? super V>> factory) {
    super.setCacheWriterFactory(factory);
    return this;
  }

  /** In place of {@link #timeToLive} and {@link #timeToIdle}; null for entries that never expire, whatever a file says. */
  @Override
  public LarderConfiguration<K, V> setExpiryPolicyFactory(
      @Nullable Factory<? extends ExpiryPolicy> factory) {
    super.setExpiryPolicyFactory(factory);
    settings.put(Settings.EXPIRY_POLICY.key(), true);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> addCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.addCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> removeCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.removeCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LarderConfiguration<?, ?> larder
        && super.equals(other)
        && settings.equals(larder.settings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), settings);
  }

  /** What was set in Larder's own words. */
  @Override
  public String toString() {
    return "LarderConfiguration" + settings.keySet();
  }
}
