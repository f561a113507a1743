package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo over a part of the sales, large enough that first reads are few beside repeated ones. */
class DemoTest {
  private static final String SALES = "80000";

  @TempDir
  private static Path directory;

  private static final StringWriter OUT = new StringWriter();
  private static Path picture;
  private static int exitCode;

  @BeforeAll
  static void runTheDemo() {
    picture = directory.resolve("hit-ratio.png");
    exitCode = Demo.commandLine()
        .setOut(new PrintWriter(OUT, true))
        .execute("--sales", SALES, "--out", picture.toString());
  }

  @Test
  void itSucceedsBecauseTheValuesReadWithAndWithoutCacheAreEqual() {
    assertThat(exitCode).isZero();
  }

  @Test
  void theTableHasARowWithoutCacheAndOneForEachSize() {
    assertThat(OUT.toString().lines())
        .anyMatch(line -> line.startsWith("no second-level cache "))
        .anyMatch(line -> line.startsWith("Larder, 25 % of the rows "))
        .anyMatch(line -> line.startsWith("Larder, 50 % of the rows "))
        .anyMatch(line -> line.startsWith("Larder, 100 % of the rows "));
  }

  @Test
  void atFullSizeAtLeast95PercentOfTheSelectsForEntitiesAreSaved() {
    assertThat(
            Pattern.compile("Larder, 100 % of the rows sent ([0-9.]+) % fewer SELECTs for entities")
                .matcher(OUT.toString())
                .results()
                .map((MatchResult match) -> Double.valueOf(match.group(1))))
        .singleElement()
        .satisfies(percent -> assertThat(percent).isBetween(95.0, 100.0));
  }

  @Test
  void thePictureIsAnImageWherePromised() throws Exception {
    assertThat(OUT.toString()).contains("Picture: " + picture);
    assertThat(picture).isRegularFile();
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1000);
  }
}
