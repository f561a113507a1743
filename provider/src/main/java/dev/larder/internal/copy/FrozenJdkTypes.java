package dev.larder.internal.copy;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What we know of the JDK's own classes, which are never proven by their fields. An instance of most can't be changed though some
 * field is not final: a hash code, say, that is computed when first asked for.
 *
 * <p>Of paths only those of the default file system: others may be anybody's.
 */
final class FrozenJdkTypes {
  /** Final classes, so that a variable of the type holds nothing else. */
  private static final Set<Class<?>> FINAL = Set.of(
      Boolean.class,
      Byte.class,
      Character.class,
      Class.class,
      Currency.class,
      Double.class,
      Duration.class,
      Float.class,
      HijrahDate.class,
      Instant.class,
      Integer.class,
      JapaneseDate.class,
      LocalDate.class,
      LocalDateTime.class,
      LocalTime.class,
      Locale.class,
      Long.class,
      MinguoDate.class,
      MonthDay.class,
      OffsetDateTime.class,
      OffsetTime.class,
      OptionalDouble.class,
      OptionalInt.class,
      OptionalLong.class,
      Pattern.class,
      Period.class,
      Short.class,
      String.class,
      ThaiBuddhistDate.class,
      URI.class,
      URL.class,
      UUID.class,
      Void.class,
      Year.class,
      YearMonth.class,
      ZonedDateTime.class);

  /** Immutable themselves, but anybody may write a subclass that is not. */
  private static final Set<Class<?>> OPEN =
      Set.of(BigDecimal.class, BigInteger.class, File.class, Path.of("").getClass());

  /** Can't be changed, but what they contain may be. Their classes are private: instances tell. */
  private static final Set<Class<?>> CONTAINERS = Set.of(
      List.of().getClass(),
      List.of("a").getClass(),
      List.of("a", "b", "c").subList(0, 2).getClass(),
      Set.of().getClass(),
      Set.of("a").getClass(),
      Map.of().getClass(),
      Map.of("a", "b").getClass(),
      Map.entry("a", "b").getClass(),
      Collections.emptyList().getClass(),
      Collections.emptySet().getClass(),
      Collections.emptyMap().getClass(),
      Collections.singletonList("a").getClass(),
      Collections.singleton("a").getClass(),
      Collections.singletonMap("a", "b").getClass(),
      AbstractMap.SimpleImmutableEntry.class,
      Optional.class);

  /** Superclasses without a field. Of no other superclass in the JDK do we know: reflection hides the fields of some. */
  private static final Set<Class<?>> STATELESS = Set.of(Object.class, Record.class, Number.class);

  private FrozenJdkTypes() {}

  /** Whether an object of exactly this class is immutable. */
  static boolean isFrozen(Class<?> type) {
    return OPEN.contains(type) || isFrozenWithSubtypes(type);
  }

  /** Whether every object of this type or a subtype of it is immutable. */
  static boolean isFrozenWithSubtypes(Class<?> type) {
    return type.isPrimitive()
        || FINAL.contains(type)
        || Enum.class.isAssignableFrom(
            type) // by nature one per JVM, so never copied, whatever its state
        || ZoneId.class.isAssignableFrom(type); // no one but the JDK can make a subclass
  }

  /** Whether an object of exactly this class is immutable if all is that it contains. */
  static boolean isContainer(Class<?> type) {
    return CONTAINERS.contains(type);
  }

  static boolean isStateless(Class<?> superclass) {
    return STATELESS.contains(superclass);
  }

  /** Whether the class came with the JDK's core modules, whoever uses it. */
  static boolean isOfTheJdk(Class<?> type) {
    var loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }
}
