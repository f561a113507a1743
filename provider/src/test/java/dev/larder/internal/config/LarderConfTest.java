package dev.larder.internal.config;

import static dev.larder.internal.config.Effective.settings;
import static dev.larder.internal.config.Effective.sizeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says of a cache. */
class LarderConfTest {
  @TempDir
  private Path directory;

  @Test
  void aCacheOfWhichNothingIsSaidHoldsTenThousandEntries() {
    assertThat(sizeOf(LarderConf.empty(), "orders")).isEqualTo(10_000);
    assertThat(sizeOf(read(""), "orders")).isEqualTo(10_000);
    assertThat(sizeOf(read("larder { caches { \"orders\" {} } }"), "orders")).isEqualTo(10_000);
  }

  @Test
  void theDefaultIsForAllThatHaveNoBlockOfTheirOwn() {
    var conf = read("larder.default { maximum-size = 7 }");
    assertThat(sizeOf(conf, "orders")).isEqualTo(7);
  }

  @Test
  void theExactNameWinsThenTheLongestPatternThenTheDefault() {
    var conf = read("""
        larder {
          default { maximum-size = 1 }
          caches {
            "*" { maximum-size = 2 }
            "com.acme.*" { maximum-size = 3 }
            "com.acme.model.*" { maximum-size = 4 }
            "com.acme.model.Order" { maximum-size = 5 }
          }
        }
        """);
    assertThat(sizeOf(conf, "com.acme.model.Order")).isEqualTo(5);
    assertThat(sizeOf(conf, "com.acme.model.OrderLine")).isEqualTo(4);
    assertThat(sizeOf(conf, "com.acme.Customer")).isEqualTo(3);
    assertThat(sizeOf(conf, "org.other")).isEqualTo(2);
  }

  @Test
  void aBlockThatLeavesTheSizeOutLeavesItToTheNextThatMatches() {
    var conf = read("larder.caches { \"com.acme.Order\" {}, \"com.acme.*\" { maximum-size = 3 } }");
    assertThat(sizeOf(conf, "com.acme.Order")).isEqualTo(3);
  }

  @Test
  void copyingCanBeTurnedOffByDefaultOrByName() {
    var conf = read(
        "larder { default { store-by-value = false }, caches { \"orders\" { store-by-value = true } } }");
    assertThat(settings(conf, "orders").get(Settings.STORE_BY_VALUE)).isTrue();
    assertThat(settings(conf, "others").get(Settings.STORE_BY_VALUE)).isFalse();
    assertThat(settings(LarderConf.empty(), "orders").get(Settings.STORE_BY_VALUE))
        .isTrue();
  }

  @Test
  void aPatternMatchesItsOwnBeginningAndNothingBefore() {
    var conf = read("larder.caches.\"order*\" { maximum-size = 3 }");
    assertThat(sizeOf(conf, "order")).isEqualTo(3);
    assertThat(sizeOf(conf, "orders")).isEqualTo(3);
    assertThat(sizeOf(conf, "my-orders")).isEqualTo(10_000);
  }

  @Test
  void unboundedIsWrittenAsAWord() {
    var conf = read("larder.default.maximum-size = unbounded");
    assertThat(sizeOf(conf, "orders")).isEqualTo(LarderConf.UNBOUNDED);
  }

  @Test
  void aNumberInQuotesIsANumber() {
    assertThat(sizeOf(read("larder.default.maximum-size = \"12\""), "orders")).isEqualTo(12);
  }

  @Test
  void aNameWhoseDotsAreNotQuotedIsTheNameWithDots() {
    var conf =
        read("larder.caches { com.acme.Order { maximum-size = 5 }, com { maximum-size = 6 } }");
    assertThat(sizeOf(conf, "com.acme.Order")).isEqualTo(5);
    assertThat(sizeOf(conf, "com")).isEqualTo(6);
  }

  @Test
  void aCacheMayBeCalledLikeASettingOrASection() {
    var conf = read(
        "larder.caches { \"maximum-size\" { maximum-size = 5 }, \"default\" { maximum-size = 6 } }");
    assertThat(sizeOf(conf, "maximum-size")).isEqualTo(5);
    assertThat(sizeOf(conf, "default")).isEqualTo(6);
  }

  @Test
  void substitutionsComeFromTheSameFile() {
    var conf = read("sizes { small = 5 }\nlarder.default.maximum-size = ${sizes.small}");
    assertThat(sizeOf(conf, "orders")).isEqualTo(5);
  }

  @Test
  void whatOtherLibrariesHaveInTheFileIsTheirBusiness() {
    var conf = read(
        "akka { maximum-size = -1, home = ${only.akka.knows} }\nlarder.default.maximum-size = 5");
    assertThat(sizeOf(conf, "orders")).isEqualTo(5);
  }

  @Test
  void includedFilesAreFoundBesideTheFile() throws IOException {
    Files.writeString(directory.resolve("more.conf"), "larder.default.maximum-size = 5");
    assertThat(sizeOf(read("include \"more.conf\""), "orders")).isEqualTo(5);
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    var conf = read(
        "larder.json",
        "{ \"larder\": { \"caches\": { \"com.acme.*\": { \"maximum-size\": 5 } } } }");
    assertThat(sizeOf(conf, "com.acme.Order")).isEqualTo(5);
  }

  @Test
  void propertiesSayTheSame() throws IOException {
    var conf = read(
        "larder.properties",
        "larder.caches.com.acme.*.maximum-size=5\nlarder.caches.com.acme.Order.maximum-size=unbounded");
    assertThat(sizeOf(conf, "com.acme.Customer")).isEqualTo(5);
    assertThat(sizeOf(conf, "com.acme.Order")).isEqualTo(LarderConf.UNBOUNDED);
  }

  private LarderConf read(String text) {
    try {
      return read("larder.conf", text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private LarderConf read(String fileName, String text) throws IOException {
    var file = Files.writeString(directory.resolve(fileName), text);
    return LarderConf.load(file.toUri(), URI.create("the.default"), getClass().getClassLoader());
  }
}
