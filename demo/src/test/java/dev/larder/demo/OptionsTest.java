package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "251396", "many", "1.5", ""})
  void aNumberOfSalesThatThereIsNotIsRefusedWithTheRange(String sales) {
    assertThat(execute("--sales", sales)).isEqualTo(2);
    assertThat(err.toString()).contains("--sales", "'" + sales + "'", "from 1 to 251395");
  }

  @Test
  void aProviderThatIsNotOnTheClassPathIsNamedWithTheRemedy() {
    assertThat(execute("--provider", "com.example.NoSuchProvider")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--provider", "no class com.example.NoSuchProvider", "java -cp");
  }

  @Test
  void aProviderThatIsNoCachingProviderIsRefused() {
    assertThat(execute("--provider", "java.lang.String")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--provider", "java.lang.String", "is not a javax.cache.spi.CachingProvider");
  }

  @Test
  void aDirectoryIsNoPlaceForThePicture(@TempDir Path directory) {
    assertThat(execute("--out", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--out", directory.toString(), "is a directory");
  }

  @Test
  void aPictureInADirectoryThatDoesNotExistIsRefusedBeforeAnythingRuns(@TempDir Path directory) {
    Path picture = directory.resolve("missing").resolve("picture.png");
    assertThat(execute("--out", picture.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--out", picture.toString(), picture.getParent() + " is not a directory");
  }

  @Test
  void aTierThatThereIsNotIsRefusedWithThoseThatThereAre() {
    assertThat(execute("--tier", "tape")).isEqualTo(2);
    assertThat(err.toString()).contains("--tier", "'tape'", "disk or redis");
  }

  @Test
  void aTierGoesWithLarderAlone() {
    assertThat(execute("--tier", "disk", "--provider", OtherProvider.class.getName()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--tier disk", "--provider", "leave one of them out");
  }

  /** Never made. */
  abstract static class OtherProvider implements CachingProvider {}

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(execute("--size", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("--size", "--help");
  }

  @Test
  void helpTellsAllOptions() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("--provider", "--sales", "--out", "--tier", "251395");
  }

  private int execute(String... arguments) {
    return Demo.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
