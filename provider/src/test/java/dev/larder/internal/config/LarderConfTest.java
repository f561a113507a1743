package dev.larder.internal.config;

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
    assertThat(LarderConf.empty().maximumSizeOf("orders")).isEqualTo(10_000);
    assertThat(read("").maximumSizeOf("orders")).isEqualTo(10_000);
    assertThat(read("larder { caches { \"orders\" {} } }").maximumSizeOf("orders"))
        .isEqualTo(10_000);
  }

  @Test
  void theDefaultIsForAllThatHaveNoBlockOfTheirOwn() {
    var conf = read("larder.default { maximum-size = 7 }");
    assertThat(conf.maximumSizeOf("orders")).isEqualTo(7);
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
    assertThat(conf.maximumSizeOf("com.acme.model.Order")).isEqualTo(5);
    assertThat(conf.maximumSizeOf("com.acme.model.OrderLine")).isEqualTo(4);
    assertThat(conf.maximumSizeOf("com.acme.Customer")).isEqualTo(3);
    assertThat(conf.maximumSizeOf("org.other")).isEqualTo(2);
  }

  @Test
  void aBlockThatLeavesTheSizeOutLeavesItToTheNextThatMatches() {
    var conf = read("larder.caches { \"com.acme.Order\" {}, \"com.acme.*\" { maximum-size = 3 } }");
    assertThat(conf.maximumSizeOf("com.acme.Order")).isEqualTo(3);
  }

  @Test
  void copyingCanBeTurnedOffByDefaultOrByName() {
    var conf = read(
        "larder { default { store-by-value = false }, caches { \"orders\" { store-by-value = true } } }");
    assertThat(conf.isStoreByValue("orders")).isTrue();
    assertThat(conf.isStoreByValue("others")).isFalse();
    assertThat(LarderConf.empty().isStoreByValue("orders")).isTrue();
  }

  @Test
  void aPatternMatchesItsOwnBeginningAndNothingBefore() {
    var conf = read("larder.caches.\"order*\" { maximum-size = 3 }");
    assertThat(conf.maximumSizeOf("order")).isEqualTo(3);
    assertThat(conf.maximumSizeOf("orders")).isEqualTo(3);
    assertThat(conf.maximumSizeOf("my-orders")).isEqualTo(10_000);
  }

  @Test
  void unboundedIsWrittenAsAWord() {
    var conf = read("larder.default.maximum-size = unbounded");
    assertThat(conf.maximumSizeOf("orders")).isEqualTo(LarderConf.UNBOUNDED);
  }

  @Test
  void aNumberInQuotesIsANumber() {
    assertThat(read("larder.default.maximum-size = \"12\"").maximumSizeOf("orders"))
        .isEqualTo(12);
  }

  @Test
  void aNameWhoseDotsAreNotQuotedIsTheNameWithDots() {
    var conf =
        read("larder.caches { com.acme.Order { maximum-size = 5 }, com { maximum-size = 6 } }");
    assertThat(conf.maximumSizeOf("com.acme.Order")).isEqualTo(5);
    assertThat(conf.maximumSizeOf("com")).isEqualTo(6);
  }

  @Test
  void aCacheMayBeCalledLikeASettingOrASection() {
    var conf = read(
        "larder.caches { \"maximum-size\" { maximum-size = 5 }, \"default\" { maximum-size = 6 } }");
    assertThat(conf.maximumSizeOf("maximum-size")).isEqualTo(5);
    assertThat(conf.maximumSizeOf("default")).isEqualTo(6);
  }

  @Test
  void substitutionsComeFromTheSameFile() {
    var conf = read("sizes { small = 5 }\nlarder.default.maximum-size = ${sizes.small}");
    assertThat(conf.maximumSizeOf("orders")).isEqualTo(5);
  }

  @Test
  void whatOtherLibrariesHaveInTheFileIsTheirBusiness() {
    var conf = read(
        "akka { maximum-size = -1, home = ${only.akka.knows} }\nlarder.default.maximum-size = 5");
    assertThat(conf.maximumSizeOf("orders")).isEqualTo(5);
  }

  @Test
  void includedFilesAreFoundBesideTheFile() throws IOException {
    Files.writeString(directory.resolve("more.conf"), "larder.default.maximum-size = 5");
    assertThat(read("include \"more.conf\"").maximumSizeOf("orders")).isEqualTo(5);
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    var conf = read(
        "larder.json",
        "{ \"larder\": { \"caches\": { \"com.acme.*\": { \"maximum-size\": 5 } } } }");
    assertThat(conf.maximumSizeOf("com.acme.Order")).isEqualTo(5);
  }

  @Test
  void propertiesSayTheSame() throws IOException {
    var conf = read(
        "larder.properties",
        "larder.caches.com.acme.*.maximum-size=5\nlarder.caches.com.acme.Order.maximum-size=unbounded");
    assertThat(conf.maximumSizeOf("com.acme.Customer")).isEqualTo(5);
    assertThat(conf.maximumSizeOf("com.acme.Order")).isEqualTo(LarderConf.UNBOUNDED);
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
