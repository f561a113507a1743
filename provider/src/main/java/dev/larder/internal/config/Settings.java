package dev.larder.internal.config;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All keys that a cache can be configured with. */
public final class Settings {
  public static final Setting<Long> MAXIMUM_SIZE = new Setting<>(
      "maximum-size",
      ValueType.size(),
      LarderConf.DEFAULT_MAXIMUM_SIZE,
      "How many entries the cache may hold.");

  public static final Setting<Optional<Long>> MAXIMUM_WEIGHT = new Setting<>(
      "maximum-weight",
      ValueType.weight(),
      Optional.empty(),
      "How much all entries together may weigh, in place of `maximum-size`; needs `weigher`.");

  public static final Setting<Optional<Part>> WEIGHER = new Setting<>(
      "weigher",
      ValueType.part("a `ToIntBiFunction` of key and value, or `bytes`"),
      Optional.empty(),
      "Weighs an entry when it is stored; `bytes` estimates what it takes of the heap.");

  public static final Setting<Optional<Duration>> TIME_TO_LIVE = new Setting<>(
      "time-to-live",
      ValueType.time(),
      Optional.empty(),
      "An entry expires so long after it was created or last replaced.");

  public static final Setting<Optional<Duration>> TIME_TO_IDLE = new Setting<>(
      "time-to-idle",
      ValueType.time(),
      Optional.empty(),
      "An entry expires so long after it was last used; with `time-to-live`, whichever comes first.");

  public static final Setting<Double> JITTER = new Setting<>(
      "jitter",
      ValueType.share(),
      0.0,
      "Shortens each time to live by a random part of it, at most this share, so that entries loaded together do not expire together.");

  public static final Setting<Optional<Duration>> TIME_RESOLUTION = new Setting<>(
      "time-resolution",
      ValueType.timeWithin(Duration.ofMillis(1), Duration.ofSeconds(1)),
      Optional.empty(),
      "Takes the time from a clock that moves on so often, in place of a look at the exact one, for speed: an entry may leave so much later, or earlier.");

  public static final Setting<Policy> POLICY = new Setting<>(
      "policy", ValueType.policy(), Policy.TINY_LFU, "Who leaves when room is needed.");

  public static final Setting<Boolean> STORE_BY_VALUE = new Setting<>(
      "store-by-value",
      ValueType.yesOrNo(),
      true,
      "Whether the cache keeps copies; `false` for caches whose values nobody changes.");

  public static final Setting<Optional<Part>> COPIER = new Setting<>(
      "copier",
      ValueType.part("a `UnaryOperator` of values"),
      Optional.empty(),
      "Copies values on their way in and out, in place of serialization.");

  public static final Setting<List<String>> ALLOWED_CLASSES = new Setting<>(
      "allowed-classes",
      ValueType.classPatterns(),
      List.of(),
      "What objects that are copied or read from bytes may consist of, besides `java.lang`, `java.util`, `java.math` and `java.time`: a value with others is refused when it is stored. When nothing is listed, just the classes that the cache itself has serialized are read.");

  public static final Setting<Boolean> STATISTICS = new Setting<>(
      "statistics",
      ValueType.yesOrNo(),
      false,
      "Counts hits, misses and more, and shows them by JMX.");

  public static final Setting<Boolean> ADVICE = new Setting<>(
      "advice",
      ValueType.yesOrNo(),
      true,
      "Finds out, while `statistics` are on, what other sizes would bring.");

  public static final Setting<Boolean> MANAGEMENT =
      new Setting<>("management", ValueType.yesOrNo(), false, "Shows the configuration by JMX.");

  public static final Setting<Optional<Part>> LOADER = new Setting<>(
      "loader", ValueType.part("a `CacheLoader`"), Optional.empty(), "Loads what is missing.");

  public static final Setting<Boolean> READ_THROUGH = new Setting<>(
      "read-through",
      ValueType.yesOrNo(),
      false,
      "Whether a miss loads; `true` where `loader` stands, unless said otherwise.");

  public static final Setting<Boolean> CALLERS_LOAD = new Setting<>(
      "callers-load",
      ValueType.yesOrNo(),
      false,
      "Whether values are loaded by those who ask, as annotated methods do, so that the next three need no `loader`; always `true` for caches that annotations make.");

  public static final Setting<Optional<Part>> WRITER = new Setting<>(
      "writer",
      ValueType.part("a `CacheWriter`"),
      Optional.empty(),
      "Writes what is put and removed.");

  public static final Setting<Boolean> WRITE_THROUGH = new Setting<>(
      "write-through",
      ValueType.yesOrNo(),
      false,
      "Whether changes are written; `true` where `writer` stands, unless said otherwise.");

  public static final Setting<Optional<Duration>> REFRESH_AFTER = new Setting<>(
      "refresh-after",
      ValueType.time(),
      Optional.empty(),
      "A value that is so old is loaded anew in the background when it is read; the reader gets the old one at once.");

  public static final Setting<Optional<Duration>> STALE_IF_ERROR = new Setting<>(
      "stale-if-error",
      ValueType.time(),
      Optional.empty(),
      "So long after it has expired, a value is still given out when loading it anew fails; the loader is left alone for 1 s then, doubling to 30 s.");

  public static final Setting<Optional<Duration>> NEGATIVE_TTL = new Setting<>(
      "negative-ttl",
      ValueType.time(),
      Optional.empty(),
      "That the loader has nothing for a key is remembered so long.");

  public static final Setting<Optional<Duration>> LOADER_TIMEOUT = new Setting<>(
      "loader-timeout",
      ValueType.time(),
      Optional.empty(),
      "A load that takes longer fails, and its thread is interrupted. The loader runs on a thread of its own then.");

  public static final Setting<List<String>> TAGS = new Setting<>(
      "tags",
      ValueType.words(),
      List.of(),
      "Tags of what annotated methods store; `{0}` stands for the first parameter of the key.");

  public static final Setting<Optional<Object>> DEFAULT_VALUE = new Setting<>(
      "default-value",
      ValueType.any(),
      Optional.empty(),
      "What `get` gives for a key that has no entry; it is not kept.");

  public static final Setting<Boolean> DISABLED = new Setting<>(
      "disabled",
      ValueType.yesOrNo(),
      false,
      "Keeps nothing: every read misses, loaders and writers are called each time.");

  public static final Setting<String> KEY_TYPE = new Setting<>(
      "key-type", ValueType.className(), "java.lang.Object", "The class of the keys.");

  public static final Setting<String> VALUE_TYPE = new Setting<>(
      "value-type", ValueType.className(), "java.lang.Object", "The class of the values.");

  public static final Setting<Map<String, Object>> TIER = new Setting<>(
      "tier",
      ValueType.block(),
      Map.of(),
      "A cache below this one, on disk or shared; its jar says what belongs into the block.");

  private static final List<Setting<?>> ALL = List.of(
      MAXIMUM_SIZE,
      MAXIMUM_WEIGHT,
      WEIGHER,
      TIME_TO_LIVE,
      TIME_TO_IDLE,
      JITTER,
      TIME_RESOLUTION,
      POLICY,
      STORE_BY_VALUE,
      COPIER,
      ALLOWED_CLASSES,
      STATISTICS,
      ADVICE,
      MANAGEMENT,
      LOADER,
      READ_THROUGH,
      WRITER,
      WRITE_THROUGH,
      CALLERS_LOAD,
      REFRESH_AFTER,
      STALE_IF_ERROR,
      NEGATIVE_TTL,
      LOADER_TIMEOUT,
      TAGS,
      DEFAULT_VALUE,
      DISABLED,
      KEY_TYPE,
      VALUE_TYPE,
      TIER);

  private static final Map<String, Setting<?>> BY_KEY =
      ALL.stream().collect(toUnmodifiableMap(Setting::key, identity()));

  /** The expiry policy, which only code can give. No key of a file. */
  public static final Setting<Boolean> EXPIRY_POLICY =
      new Setting<>("expiryPolicyFactory", ValueType.yesOrNo(), false, "JCache's own.");

  private Settings() {}

  /** In the order of the documentation. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  /** Null when there is no such key. */
  public static @Nullable Setting<?> byKey(String key) {
    return BY_KEY.get(key);
  }

  /** The setting of this key, be it one of a file or not. */
  public static Setting<?> requireByKey(String key) {
    return key.equals(EXPIRY_POLICY.key()) ? EXPIRY_POLICY : requireNonNull(byKey(key), key);
  }

  /** The end of a message that there is no such key. */
  public static String suggestion(String key) {
    return Spelling.suggestion(key, keys());
  }

  /** The same for other things that have names. */
  public static String suggestion(String written, Set<String> known) {
    return Spelling.suggestion(written, known);
  }

  static Set<String> keys() {
    return BY_KEY.keySet();
  }

  /** The keys at a glance, for the README, as Markdown. */
  static String shortTable() {
    return ALL.stream()
        .map(setting -> "| `" + setting.key() + "` | " + setting.shownDefault() + " | "
            + setting.sentence() + " |\n")
        .collect(joining("", "| key | default | what it does |\n| --- | --- | --- |\n", ""));
  }

  /** The table of all keys with what values they take, for the documentation, as Markdown. */
  static String table() {
    return ALL.stream()
        .map(setting -> "| `" + setting.key() + "` | " + setting.shownDefault() + " | "
            + setting.type().values() + " | " + setting.sentence() + " |\n")
        .collect(joining(
            "", "| key | default | values | what it does |\n| --- | --- | --- | --- |\n", ""));
  }
}
