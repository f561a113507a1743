package dev.larder.internal.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.cache.CacheException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to whoever wrote the file. */
class ConfMistakesTest {
  private static final String SIZES =
      "write the number of entries, a whole number from 1 such as 10000, without a unit; or the word unbounded";

  private static final String KNOWN =
      Settings.keys().stream().sorted().collect(joining(", ", " (known here: ", ")"));

  @TempDir
  private Path directory;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("larder.conf");
  }

  @Test
  void anUnknownSettingNamesFileLineKeyAndTheNearestKnownKey() {
    assertMistake("larder {\n default {\n  max-size = 10\n }\n}")
        .withMessage(file
            + ", line 3: unknown key larder.default.max-size; did you mean maximum-size?" + KNOWN);
  }

  @Test
  void anUnknownSettingOfACacheNamesTheCacheInItsPath() {
    assertMistake("larder.caches {\n \"com.acme.*\" { maximum-sise = 10 }\n}")
        .withMessage(file
            + ", line 2: unknown key larder.caches.\"com.acme.*\".maximum-sise; did you mean maximum-size?"
            + KNOWN);
  }

  @Test
  void anUnknownSectionNamesTheSections() {
    assertMistake("larder { cache { } }")
        .withMessage(
            file
                + ", line 1: unknown key larder.cache; did you mean caches? (known here: caches, console, default)");
  }

  @Test
  void aKeyUnlikeAllOthersGetsNoSuggestion() {
    assertMistake("larder.default { zzz = red }")
        .withMessage(file + ", line 1: unknown key larder.default.zzz" + KNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10k",
        "10MB",
        "10 000",
        "10_000",
        "-1",
        "0",
        "1.5",
        "\"+5\"",
        "many",
        "Unbounded",
        "true",
        "null",
        "\"\"",
        "99999999999999999999"
      })
  void aSizeThatIsNoPositiveNumberIsRefusedSayingWhatWasFoundAndWhatIsAllowed(String size) {
    assertMistake("\nlarder.default.maximum-size = " + size)
        .withMessage(file + ", line 2: larder.default.maximum-size = " + size.replace("\"", "")
            + ": " + SIZES);
  }

  @Test
  void aSizeThatIsAListOrABlockIsRefused() {
    assertMistake("larder.default.maximum-size = [1]")
        .withMessage(file + ", line 1: larder.default.maximum-size = [ … ]: " + SIZES);
    assertMistake("larder.default.maximum-size { initial = 1 }")
        .withMessage(file + ", line 1: larder.default.maximum-size = { … }: " + SIZES);
  }

  @Test
  void aValueWhereABlockBelongsIsRefused() {
    assertMistake("larder = 1")
        .withMessageContaining("larder = 1: here belong default { … } and caches { … }");
    assertMistake("larder.default = 1")
        .withMessageContaining("larder.default = 1: here belong settings");
    assertMistake("larder.caches = [1]")
        .withMessageContaining("larder.caches = [ … ]: here belong a block for each cache");
    assertMistake("larder.caches.orders = 1")
        .withMessageContaining("larder.caches.orders = 1: here belong settings");
  }

  @Test
  void aNameThatIsGivenASizeTwiceQuotedAndNotIsRefusedNamingBothLines() {
    assertMistake("larder.caches {\n \"a.b\" { maximum-size = 1 }\n a.b { maximum-size = 2 }\n}")
        .withMessageContaining("maximum-size")
        .withMessageContaining("line 2")
        .withMessageContaining("line 3")
        .withMessageContaining("keep one of the two");
  }

  @Test
  void aStarAnywhereButAtTheEndIsRefused() {
    assertMistake("larder.caches.\"*.Order\" { maximum-size = 1 }")
        .withMessageContaining("allowed only at the end");
    assertMistake("larder.caches.\"com.*\".Order { maximum-size = 1 }")
        .withMessageContaining("allowed only at the end");
  }

  @Test
  void aFileThatCanNotBeParsedIsRefusedWithFileAndLine() {
    assertMistake("larder {\n default { maximum-size = 1 ")
        .withMessageContaining(file.toString())
        .withMessageContaining(": 2");
    assertMistake("larder.caches {\n com.acme.* { maximum-size = 1 }\n}")
        .withMessageContaining("larder.conf: 2");
  }

  @Test
  void aSubstitutionThatTheFileDoesNotDefineIsRefused() {
    assertMistake("larder.default.maximum-size = ${nowhere}")
        .withMessageContaining("larder.conf: 1")
        .withMessageContaining("${nowhere}")
        .withMessageContaining("Define it in the same file");
  }

  @Test
  void substitutionsDoNotLookAtSystemPropertiesAndTheEnvironment() {
    assertMistake("larder.default.maximum-size = ${java.specification.version}")
        .withMessageContaining("Define it");
    assertMistake("larder.default.maximum-size = ${PATH}").withMessageContaining("Define it");
  }

  @Test
  void aMistakeInPropertiesNamesTheFileThoughNoLineIsKnown() throws IOException {
    file = directory.resolve("larder.properties");
    assertMistake("larder.caches.com.acme.Order.maximum-size=10k")
        .withMessageContaining(
            "larder.properties: larder.caches.com.acme.Order.maximum-size = 10k: write the number");
  }

  @Test
  void anIncludedFileThatIsNotThereIsRefusedHoweverItIsNamed() {
    for (String include : new String[] {
      "\"more.conf\"",
      "file(\"" + directory.resolve("more.conf") + "\")",
      "classpath(\"more.conf\")"
    }) {
      assertMistake("include " + include + "\nlarder.default.maximum-size = 5")
          .withMessageContaining("more.conf");
    }
  }

  @Test
  void anIncludedFileThatCannotBeReadIsRefused() throws IOException {
    Files.createDirectory(directory.resolve("more.conf"));
    assertMistake("include file(\"" + directory.resolve("more.conf") + "\")")
        .withMessageContaining("more.conf");
  }

  @Test
  void filesThatIncludeEachOtherAreRefused() throws IOException {
    Files.writeString(directory.resolve("more.conf"), "include \"larder.conf\"");
    assertMistake("include \"more.conf\"\nlarder.default.maximum-size = 5")
        .withMessageContaining("include")
        .withMessageContaining("cycle");
  }

  @Test
  void aMistakeInAnIncludedFileNamesThatFile() throws IOException {
    Files.writeString(directory.resolve("more.conf"), "\nlarder.default.maximum-size = none");
    assertMistake("include \"more.conf\"").withMessageContaining("more.conf, line 2");
  }

  private ThrowableAssertAlternative<CacheException> assertMistake(String text) {
    return assertThatExceptionOfType(CacheException.class).isThrownBy(() -> {
      Files.writeString(file, text);
      LarderConf.load(file.toUri(), URI.create("the.default"), getClass().getClassLoader());
    });
  }
}
