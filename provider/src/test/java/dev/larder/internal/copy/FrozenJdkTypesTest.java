package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what is wrong with Date is what it is here for: it can change
class FrozenJdkTypesTest {

  static List<Object> immutableObjectsOfTheJdk() throws Exception {
    return List.of(
        "text",
        1,
        1L,
        (short) 1,
        (byte) 1,
        'c',
        1.0,
        1f,
        true,
        BigInteger.TEN,
        BigDecimal.TEN,
        UUID.randomUUID(),
        URI.create("a:b"),
        new URL("http://localhost/"),
        Path.of("a"),
        new File("a"),
        String.class,
        int.class,
        Instant.EPOCH,
        Duration.ZERO,
        ZonedDateTime.now(ZoneId.of("Europe/Berlin")),
        ZoneId.of("Europe/Berlin"),
        ZoneOffset.UTC,
        JapaneseDate.of(2000, 1, 1),
        Locale.ROOT,
        Currency.getInstance("EUR"),
        Pattern.compile("a*"),
        OptionalInt.of(1),
        TimeUnit.DAYS,
        ConstantsWithBodies.FIRST,
        CounterEnum.ONLY);
  }

  @ParameterizedTest
  @MethodSource("immutableObjectsOfTheJdk")
  void immutableObjectsOfTheJdkAreProven(Object value) {
    assertThat(Immutability.isProven(value)).isTrue();
  }

  static Stream<Arguments> mutableObjectsOfTheJdk() throws Exception {
    return Stream.<Object>of(
            new Date(),
            new AtomicLong(),
            new BitSet(),
            new ArrayList<>(),
            new HashMap<>(),
            EnumSet.noneOf(TimeUnit.class),
            new Object(),
            Thread.currentThread(),
            new int[0],
            new String[] {"a"},
            ClassLoader.getSystemClassLoader())
        .map(value -> Arguments.of(value)); // not unpacking those that are arrays
  }

  @ParameterizedTest
  @MethodSource("mutableObjectsOfTheJdk")
  void mutableAndUnknownObjectsOfTheJdkAreNotProven(Object value) {
    assertThat(Immutability.isProven(value)).isFalse();
  }

  @Test
  void aSubclassOfBigDecimalIsNotProvenThoughBigDecimalIs() {
    assertThat(Immutability.isProven(new MutableDecimal("1.5"))).isFalse();
  }

  @Test
  void aFinalSubclassOfBigIntegerIsNotProvenEvenWithoutFieldsOfItsOwn() {
    assertThat(Immutability.isProven(new FinalBigInteger())).isFalse();
  }

  @Test
  void aVariableOfATypeWithOpenSubclassesCanHoldAnything() {
    assertThat(FrozenJdkTypes.isFrozen(BigDecimal.class)).isTrue();
    assertThat(FrozenJdkTypes.isFrozenWithSubtypes(BigDecimal.class)).isFalse();
    assertThat(FrozenJdkTypes.isFrozenWithSubtypes(Number.class)).isFalse();
  }

  @Test
  void zonesAndEnumsAreFrozenWithAllTheirSubclasses() {
    assertThat(FrozenJdkTypes.isFrozenWithSubtypes(ZoneId.class)).isTrue();
    assertThat(FrozenJdkTypes.isFrozenWithSubtypes(Enum.class)).isTrue();
  }

  @Test
  void containersAreNeverFrozenByTheirClassAlone() {
    assertThat(FrozenJdkTypes.isFrozen(Optional.class)).isFalse();
    assertThat(FrozenJdkTypes.isFrozen(List.of(1).getClass())).isFalse();
    assertThat(FrozenJdkTypes.isContainer(Optional.class)).isTrue();
  }

  enum ConstantsWithBodies {
    FIRST {
      @Override
      int number() {
        return 1;
      }
    };

    abstract int number();
  }

  @SuppressWarnings("ImmutableEnumChecker") // the sample is of a bad enum
  enum CounterEnum {
    ONLY;

    int count;
  }

  static class MutableDecimal extends BigDecimal {
    int scaleOfTheDay;

    MutableDecimal(String number) {
      super(number);
    }
  }

  static final class FinalBigInteger extends BigInteger {
    FinalBigInteger() {
      super("1");
    }
  }
}
