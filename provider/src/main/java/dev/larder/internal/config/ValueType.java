package dev.larder.internal.config;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that a key takes: how they are read and shown, and what is said of them in documentation and errors.
 *
 * @param <T> never a type with null
 */
public final class ValueType<T> {
  /** In place of a number of entries: no limit. */
  static final String UNBOUNDED = "unbounded";

  /** Takes back what a block further down says. */
  static final String NONE = "none";

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern WITH_UNIT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z]+)");
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
  private static final Pattern CLASS_PATTERN =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*(\\.\\*\\*?)?");

  private static final Map<String, Long> NANOS = Map.of(
      "ns", 1L,
      "us", 1_000L,
      "ms", 1_000_000L,
      "s", 1_000_000_000L,
      "m", 60_000_000_000L,
      "h", 3_600_000_000_000L,
      "d", 86_400_000_000_000L);

  private static final Map<String, Long> BYTES = Map.of(
      "b", 1L,
      "kb", 1_000L,
      "mb", 1_000_000L,
      "gb", 1_000_000_000L,
      "kib", 1L << 10,
      "mib", 1L << 20,
      "gib", 1L << 30);

  private final String values;
  private final String remedy;
  private final Function<Object, @Nullable T> reader;
  private final Function<T, String> printer;

  private ValueType(
      String values,
      String remedy,
      Function<Object, @Nullable T> reader,
      Function<T, String> printer) {
    this.values = values;
    this.remedy = remedy;
    this.reader = reader;
    this.printer = printer;
  }

  /** What is allowed, for the documentation. */
  public String values() {
    return values;
  }

  /** What to write instead, for errors: a sentence without its end. */
  String remedy() {
    return remedy;
  }

  /** Reads a text, a list, a map; or takes what code gives, be it a plain value or what was read before. */
  @Nullable
  T read(Object raw) {
    return reader.apply(raw);
  }

  /** The value as somebody could have written it. */
  public String show(T value) {
    return printer.apply(value);
  }

  // -- the types

  /** A value of the cache's: whatever code gives. Never shown, since it is a user's. */
  static ValueType<Optional<Object>> any() {
    return new ValueType<>(
        "a value of the cache's `value-type`; in files a text, a number, `true` or `false`",
        "write a value",
        raw -> raw instanceof Optional<?> given ? given.map(Object.class::cast) : Optional.of(raw),
        value -> value.map(given -> "a " + given.getClass().getName()).orElse(NONE));
  }

  /** A number of entries. */
  static ValueType<Long> size() {
    return new ValueType<>(
        "entries: a whole number from 1, or `unbounded`",
        "write the number of entries, a whole number from 1 such as 10000, without a unit; or the word unbounded",
        raw -> UNBOUNDED.equals(raw) || raw.equals(LarderConf.UNBOUNDED)
            ? (Long) LarderConf.UNBOUNDED
            : positive(text(raw)),
        size -> size == LarderConf.UNBOUNDED ? UNBOUNDED : size.toString());
  }

  /** A weight, in whatever the weigher weighs in. */
  static ValueType<Optional<Long>> weight() {
    return optional(
        "what the weigher adds up: a whole number from 1, or bytes such as `64MB`, `1GiB`",
        "write a whole number from 1 such as 100000, or bytes such as 64MB, with B, kB, MB, GB, KiB, MiB or GiB",
        raw -> {
          var text = text(raw);
          var number = positive(text);
          return number != null ? number : positiveOrNull(amount(text, BYTES));
        },
        Object::toString);
  }

  /** A time span; none when there is no limit. */
  static ValueType<Optional<Duration>> time() {
    return optional(
        "a time above zero with its unit (`ns`, `us`, `ms`, `s`, `m`, `h`, `d`) such as `10m`, or ISO-8601",
        "write a time above zero with its unit, such as 500ms, 30s, 10m, 2h or 7d; or the word none",
        raw -> raw instanceof Duration given ? positive(given) : positive(duration(text(raw))),
        ValueType::show);
  }

  /** A time span from one to another; none where there is to be none. */
  static ValueType<Optional<Duration>> timeWithin(Duration least, Duration most) {
    return optional(
        "a time with its unit from `" + show(least) + "` to `" + show(most) + "`, such as `10ms`",
        "write a time with its unit from " + show(least) + " to " + show(most)
            + ", such as 10ms; or the word none",
        raw -> {
          Duration time = raw instanceof Duration given ? given : duration(text(raw));
          return time.compareTo(least) < 0 || time.compareTo(most) > 0 ? null : time;
        },
        ValueType::show);
  }

  static ValueType<Boolean> yesOrNo() {
    return new ValueType<>(
        "`true` or `false`",
        "write true or false",
        raw -> switch (text(raw)) {
          case "true" -> true;
          case "false" -> false;
          default -> null;
        },
        Object::toString);
  }

  /** A part of the whole, from nothing to less than all. */
  static ValueType<Double> share() {
    return new ValueType<>(
        "a share from `0%` to `90%`",
        "write a share from 0% to 90%, such as 10%",
        ValueType::readShare,
        share ->
            BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%");
  }

  static ValueType<Policy> policy() {
    var words = Stream.of(Policy.values()).map(Policy::word).toList();
    return new ValueType<>(
        words.stream().map(word -> "`" + word + "`").collect(joining(", ")),
        "write one of " + String.join(", ", words),
        raw -> raw instanceof Policy given
            ? given
            : Stream.of(Policy.values())
                .filter(policy -> policy.word().equals(text(raw)))
                .findFirst()
                .orElse(null),
        Policy::word);
  }

  /**
   * A class of the user's, by its name.
   *
   * @param what it has to be, for messages
   */
  static ValueType<Optional<Part>> part(String what) {
    return optional(
        what,
        "write the name of a class, such as com.acme.Orders, that is " + what
            + "; or the word none",
        ValueType::readPart,
        Part::name);
  }

  static ValueType<String> className() {
    return new ValueType<>(
        "the name of a class",
        "write the name of a class, such as java.lang.String",
        raw -> CLASS_NAME.matcher(text(raw)).matches() ? text(raw) : null,
        Function.identity());
  }

  /** Classes and packages. In texts, which have no lists, they are separated by commas. */
  static ValueType<List<String>> classPatterns() {
    return new ValueType<>(
        "a list of classes (`com.acme.Order`), packages (`com.acme.*`), packages with those below (`com.acme.**`)",
        "write a list such as [com.acme.Order, \"com.acme.model.*\", \"com.acme.events.**\"]",
        ValueType::readClassPatterns,
        patterns -> String.join(", ", patterns));
  }

  /** Any words. */
  static ValueType<List<String>> words() {
    return new ValueType<>(
        "a list of words",
        "write a list such as [sale, \"customer:{0}\"]",
        ValueType::readWords,
        words -> String.join(", ", words));
  }

  /** A block, whose keys are somebody else's to understand. */
  @SuppressWarnings("unchecked") // blocks have texts for keys
  static ValueType<Map<String, Object>> block() {
    return new ValueType<>(
        "a block `{ type = … }`",
        "write a block, such as { type = disk }",
        raw -> raw instanceof Map<?, ?> map ? Map.copyOf((Map<String, Object>) map) : null,
        block -> block.isEmpty() ? "–" : "{ type = " + block.get("type") + ", … }");
  }

  // -- reading

  private static <T> ValueType<Optional<T>> optional(
      String values,
      String remedy,
      Function<Object, @Nullable T> reader,
      Function<T, String> printer) {
    return new ValueType<>(
        values,
        remedy,
        raw -> {
          if (NONE.equals(raw) || Optional.empty().equals(raw)) {
            return Optional.empty();
          }
          T value = reader.apply(raw instanceof Optional<?> given ? given.orElseThrow() : raw);
          return value == null ? null : Optional.of(value);
        },
        value -> value.map(printer).orElse(NONE));
  }

  /** Empty for what is no text, which no type takes. */
  private static String text(Object raw) {
    return raw instanceof String || raw instanceof Number || raw instanceof Boolean
        ? raw.toString()
        : "";
  }

  private static @Nullable Long positive(String text) {
    return WHOLE_NUMBER.matcher(text).matches() ? positiveOrNull(Long.parseLong(text)) : null;
  }

  private static @Nullable Long positiveOrNull(long number) {
    return number > 0 ? (Long) number : null;
  }

  private static @Nullable Duration positive(Duration duration) {
    return duration.isZero() || duration.isNegative() ? null : duration;
  }

  /** Zero for what is no time. */
  private static Duration duration(String text) {
    if (!text.startsWith("P")) {
      return Duration.ofNanos(amount(text, NANOS));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  /** Zero for what is no number with one of these units, or too large. */
  private static long amount(String text, Map<String, Long> units) {
    Matcher matcher = WITH_UNIT.matcher(text);
    if (!matcher.matches()) {
      return 0;
    }
    Long unit = units.get(matcher.group(2));
    if (unit == null && units == BYTES) {
      unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
    }
    if (unit == null) {
      return 0;
    }
    var amount = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    return amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? 0 : amount.longValue();
  }

  /** Code gives objects; all else is a name. */
  private static @Nullable Part readPart(Object raw) {
    if (raw instanceof Part given) {
      return given;
    }
    if (raw instanceof String name) {
      return CLASS_NAME.matcher(name).matches() ? Part.named(name) : null;
    }
    boolean isPlain = raw instanceof Number
        || raw instanceof Boolean
        || raw instanceof List
        || raw instanceof Map;
    return isPlain ? null : Part.given(raw);
  }

  private static @Nullable Double readShare(Object raw) {
    var text = text(raw);
    boolean percent = text.endsWith("%");
    try {
      var number = new BigDecimal(percent ? text.substring(0, text.length() - 1).strip() : text);
      double share = (percent ? number.movePointLeft(2) : number).doubleValue();
      return share >= 0 && share <= 0.9 ? (Double) share : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static List<String> list(Object raw) {
    return raw instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : Stream.of(text(raw).split(",")).map(String::strip).toList();
  }

  private static @Nullable List<String> readWords(Object raw) {
    List<String> words = list(raw);
    return words.stream().anyMatch(String::isBlank) ? null : words;
  }

  private static @Nullable List<String> readClassPatterns(Object raw) {
    List<String> patterns = list(raw);
    return patterns.stream().allMatch(pattern -> CLASS_PATTERN.matcher(pattern).matches())
        ? patterns
        : null;
  }

  private static String show(Duration duration) {
    if (duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0) {
      return duration.toString();
    }
    long nanos = duration.toNanos();
    return Stream.of("d", "h", "m", "s", "ms", "us", "ns")
        .filter(unit -> nanos % unitOf(unit) == 0)
        .findFirst()
        .map(unit -> nanos / unitOf(unit) + unit)
        .orElseThrow();
  }

  private static long unitOf(String unit) {
    return NANOS.getOrDefault(unit, 1L);
  }
}
