package dev.larder.internal.config;

import static java.util.Objects.requireNonNull;

import dev.larder.error.CacheConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/**
 * All that is set for one cache, by whomever, with where it was said. Immutable by agreement: {@link #configuration} is a copy, and
 * nobody changes it.
 */
public final class CacheSettings<K, V> {
  /** {@link #originOf} what nobody has said. */
  public static final String BUILT_IN = "built in";

  /** The word for the bundled weigher. */
  private static final String BYTES = "bytes";

  private static final String CODE = "code";

  private static final String AT_RUN_TIME = "changed at run time";

  private final String name;
  private final MutableConfiguration<K, V> configuration;
  private final Resolution resolution;
  private final Parts parts;

  private CacheSettings(
      String name, MutableConfiguration<K, V> configuration, Resolution resolution, Parts parts) {
    this.name = name;
    this.configuration = configuration;
    this.resolution = resolution;
    this.parts = parts;
  }

  /**
   * Puts together what code says and what all else says of a cache of that name.
   *
   * @param configuration what code says in JCache's words; copied. What is as JCache has it by default counts as not said
   * @param inCode what code says in Larder's own words
   * @throws CacheException when settings contradict each other, or name classes that are not there or of another type
   */
  public static <K, V> CacheSettings<K, V> of(
      String name,
      Configuration<K, V> configuration,
      Map<Setting<?>, Object> inCode,
      LarderConf conf,
      Parts parts) {
    try {
      var settings = resolve(name, configuration, inCode, conf, parts);
      settings.resolution.requireComplete();
      return settings;
    } catch (CacheException e) {
      throw new CacheConfigurationException("cache \"" + name + "\": " + e.getMessage(), e);
    }
  }

  /**
   * What is said of a cache that code has not created yet. Something may be missing that code will bring, such as a loader: see
   * {@link #isComplete}.
   *
   * @throws CacheException when settings contradict each other, or name classes that are not there or of another type
   */
  public static CacheSettings<Object, Object> withoutCode(
      String name, LarderConf conf, Parts parts) {
    try {
      return resolve(name, new MutableConfiguration<>(), Map.of(), conf, parts);
    } catch (CacheException e) {
      throw new CacheConfigurationException("cache \"" + name + "\": " + e.getMessage(), e);
    }
  }

  /**
   * What counts once this has been changed at run time.
   *
   * @throws CacheException when it contradicts what stays
   */
  public CacheSettings<K, V> changed(Map<Setting<?>, Object> change) {
    var block = new Block(true);
    change.forEach((setting, value) -> block.read(setting, value, setting.key(), AT_RUN_TIME));
    List<Block> cascade = new ArrayList<>();
    cascade.add(block);
    cascade.addAll(resolution.cascade());
    try {
      var after = new Resolution(cascade);
      after.requireComplete();
      return new CacheSettings<>(name, configuration, after, parts);
    } catch (CacheException e) {
      throw new CacheConfigurationException("cache \"" + name + "\": " + e.getMessage(), e);
    }
  }

  private static <K, V> CacheSettings<K, V> resolve(
      String name,
      Configuration<K, V> configuration,
      Map<Setting<?>, Object> inCode,
      LarderConf conf,
      Parts parts) {
    MutableConfiguration<K, V> copy = copy(configuration);
    var cascade = conf.cascade(name);
    cascade.add(0, larderCode(inCode));
    cascade.add(1, jcacheCode(copy));
    var settings = new CacheSettings<>(name, copy, new Resolution(cascade), parts);
    settings.complete();
    return settings;
  }

  private static <K, V> MutableConfiguration<K, V> copy(Configuration<K, V> configuration) {
    if (configuration instanceof CompleteConfiguration<K, V> complete) {
      return new MutableConfiguration<>(complete);
    }
    return new MutableConfiguration<K, V>()
        .setTypes(configuration.getKeyType(), configuration.getValueType())
        .setStoreByValue(configuration.isStoreByValue());
  }

  private static Block larderCode(Map<Setting<?>, Object> inCode) {
    var block = new Block(true);
    inCode.forEach((setting, value) -> block.read(setting, value, setting.key(), CODE));
    return block;
  }

  /** Lenient, as JCache is: a cache may be read-through and have no loader. */
  private static Block jcacheCode(MutableConfiguration<?, ?> said) {
    var block = new Block(false);
    add(block, Settings.STORE_BY_VALUE, false, !said.isStoreByValue());
    add(block, Settings.STATISTICS, true, said.isStatisticsEnabled());
    add(block, Settings.MANAGEMENT, true, said.isManagementEnabled());
    add(block, Settings.READ_THROUGH, true, said.isReadThrough());
    add(block, Settings.WRITE_THROUGH, true, said.isWriteThrough());
    add(
        block,
        Settings.EXPIRY_POLICY,
        true,
        !EternalExpiryPolicy.factoryOf().equals(said.getExpiryPolicyFactory()));
    addGiven(block, Settings.LOADER, said.getCacheLoaderFactory());
    addGiven(block, Settings.WRITER, said.getCacheWriterFactory());
    add(block, Settings.KEY_TYPE, said.getKeyType().getName(), said.getKeyType() != Object.class);
    add(
        block,
        Settings.VALUE_TYPE,
        said.getValueType().getName(),
        said.getValueType() != Object.class);
    return block;
  }

  private static <T> void add(Block block, Setting<T> setting, T value, boolean said) {
    if (said) {
      block.add(new Assignment<>(setting, value, setting.key(), CODE));
    }
  }

  @SuppressWarnings("NullAway") // JCache is not annotated: null when there is none
  private static void addGiven(Block block, Setting<Optional<Part>> setting, Factory<?> factory) {
    if (factory != null) {
      add(block, setting, Optional.of(Part.given(factory)), true);
    }
  }

  // -- what JCache can say

  private void complete() {
    configuration
        .setStoreByValue(get(Settings.STORE_BY_VALUE))
        .setStatisticsEnabled(get(Settings.STATISTICS))
        .setManagementEnabled(get(Settings.MANAGEMENT))
        .setReadThrough(resolution.isReadThrough())
        .setWriteThrough(resolution.isWriteThrough());
    completeTypes();
    Factory<CacheLoader<K, V>> loader = factory(Settings.LOADER, CacheLoader.class);
    configuration.setCacheLoaderFactory(loader);
    Factory<CacheWriter<? super K, ? super V>> writer = factory(Settings.WRITER, CacheWriter.class);
    configuration.setCacheWriterFactory(writer);
    var times = new Times(get(Settings.TIME_TO_LIVE), get(Settings.TIME_TO_IDLE));
    if (!times.isEternal()) {
      configuration.setExpiryPolicyFactory(times.asPolicy());
    } else if (find(Settings.EXPIRY_POLICY).isEmpty()) {
      configuration.setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf());
    }
    weigher();
    copier();
    checkDefaultValue();
    tierChoices();
  }

  @SuppressWarnings("unchecked") // the caller answers for its type parameters
  private void completeTypes() {
    configuration.setTypes(
        (Class<K>) type(Settings.KEY_TYPE, configuration.getKeyType()),
        (Class<V>) type(Settings.VALUE_TYPE, configuration.getValueType()));
  }

  private Class<?> type(Setting<String> setting, Class<?> inCode) {
    return inCode != Object.class
        ? inCode
        : find(setting)
            .<Class<?>>map(found -> parts.find(found, found.value(), Object.class))
            .orElse(Object.class);
  }

  /** Null, as JCache has it, when there is none. */
  @SuppressWarnings("NullAway")
  private <T> Factory<T> factory(Setting<Optional<Part>> setting, Class<? super T> type) {
    return this.<T>optionalFactory(setting, type).orElse(null);
  }

  private <T> Optional<Factory<T>> optionalFactory(
      Setting<Optional<Part>> setting, Class<? super T> type) {
    return find(setting)
        .filter(found -> found.value().isPresent())
        .map(found -> parts.factory(found, type));
  }

  private void checkDefaultValue() {
    find(Settings.DEFAULT_VALUE)
        .ifPresent(found -> DefaultValue.fitted(found, configuration.getValueType()));
  }

  /** The tiers that this cache may have, the best first; none when it is to have none. See {@link Parts#tierChoices}. */
  public List<TierChoice> tierChoices() {
    Assignment<Map<String, Object>> tier = find(Settings.TIER).orElse(null);
    if (tier == null || tier.value().isEmpty()) {
      return List.of();
    }
    try {
      return parts.tierChoices(new TierBlock(tier.described(), tier.value()));
    } catch (IllegalArgumentException e) {
      throw new CacheConfigurationException(e.getMessage(), e);
    }
  }

  // -- what is read

  /** What somebody said and what counts, in the order of the documentation. Values are as they are read. */
  public Map<Setting<?>, Object> said() {
    Map<Setting<?>, Object> said = new LinkedHashMap<>();
    Settings.all()
        .forEach(setting ->
            find(setting).ifPresent(found -> said.put(setting, requireNonNull(found.value()))));
    return said;
  }

  /** In JCache's words, as far as it has them, what {@code getConfiguration} shows of such times. */
  public static Factory<? extends ExpiryPolicy> shown(
      Optional<Duration> toLive, Optional<Duration> toIdle) {
    var times = new Times(toLive, toIdle);
    return times.isEternal() ? EternalExpiryPolicy.factoryOf() : times.asPolicy();
  }

  /** Whether a cache can be made of it: nothing needs what nobody has said. */
  public boolean isComplete() {
    return resolution.isComplete();
  }

  /** The cache's name. */
  public String name() {
    return name;
  }

  /** All that JCache can say, as it counts. */
  public MutableConfiguration<K, V> configuration() {
    return configuration;
  }

  /** The value that counts. */
  public <T> T get(Setting<T> setting) {
    return resolution.get(setting);
  }

  /** Where the value that counts was said: a file and line, a property ... or that it is built in. */
  public String originOf(Setting<?> setting) {
    return find(setting)
        .map(found ->
            found.place() + (found.path().equals(setting.key()) ? "" : ": " + found.path()))
        .orElse(BUILT_IN);
  }

  private <T> Optional<Assignment<T>> find(Setting<T> setting) {
    return Optional.ofNullable(resolution.find(setting));
  }

  /** How many entries the cache may hold; {@link LarderConf#UNBOUNDED} for no limit, or when their weight is limited instead. */
  public long maximumSize() {
    return get(Settings.MAXIMUM_WEIGHT).isPresent()
        ? LarderConf.UNBOUNDED
        : get(Settings.MAXIMUM_SIZE);
  }

  /** Weighs entries; empty when none is needed, or when it {@link #weighsBytes}. */
  public Optional<Factory<ToIntBiFunction<K, V>>> weigher() {
    return get(Settings.MAXIMUM_WEIGHT).isEmpty() || weighsBytes()
        ? Optional.empty()
        : optionalFactory(Settings.WEIGHER, ToIntBiFunction.class);
  }

  /** Whether entries weigh what they take of the heap. */
  public boolean weighsBytes() {
    return get(Settings.MAXIMUM_WEIGHT).isPresent()
        && get(Settings.WEIGHER).filter(part -> part.equals(Part.named(BYTES))).isPresent();
  }

  /** Copies values in place of serialization. */
  public Optional<Factory<UnaryOperator<V>>> copier() {
    return optionalFactory(Settings.COPIER, UnaryOperator.class);
  }

  /** What is given for a key without an entry, as a value of the cache's type. */
  @SuppressWarnings("unchecked") // of that type, since it was fitted to it
  public Optional<V> defaultValue() {
    return find(Settings.DEFAULT_VALUE)
        .map(found -> (V) DefaultValue.fitted(found, configuration.getValueType()));
  }

  /** When entries expire, if a time to live or to idle is set; else {@link #configuration} has the policy. */
  public Optional<Times> times() {
    var times = new Times(get(Settings.TIME_TO_LIVE), get(Settings.TIME_TO_IDLE));
    return times.isEternal() ? Optional.empty() : Optional.of(times);
  }

  /** The whole of it, a line a setting: key, value, where it was said. */
  public String describe() {
    var text = new StringBuilder("cache \"" + name + "\"\n");
    lines()
        .forEach(line -> text.append(
            String.format("  %-16s %-24s %s\n", line.key(), line.value(), line.origin())));
    return text.toString();
  }

  /** Each setting, in the order of the documentation. */
  public List<SettingLine> lines() {
    return Settings.all().stream().<SettingLine>map(this::line).toList();
  }

  private <T> SettingLine line(Setting<T> setting) {
    return new SettingLine(setting.key(), shown(setting), originOf(setting));
  }

  private <T> String shown(Setting<T> setting) {
    if (setting.equals(Settings.READ_THROUGH)) {
      return Boolean.toString(configuration.isReadThrough());
    }
    if (setting.equals(Settings.WRITE_THROUGH)) {
      return Boolean.toString(configuration.isWriteThrough());
    }
    return find(setting).isEmpty()
        ? setting.shownDefault()
        : setting.type().show(requireNonNull(get(setting)));
  }
}
