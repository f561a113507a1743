package dev.larder.replay.curve;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class CurvesTest {
  private static final String HOSTILE = "</title><script src=\"https://evil.example/x.js\">&'";

  private static final Curves CURVES = new Curves(
      HOSTILE,
      1_000,
      64,
      List.of(1, 8, 64),
      List.of(
          new Curves.Curve("LRU", List.of(1.0, 20.123456, 50.0)),
          new Curves.Curve("a,\"" + HOSTILE, List.of(2.0, 30.0, 50.0))));

  @TempDir
  private Path directory;

  @Test
  void theTableHasTheBestPolicyFirst() {
    assertThat(CurveTable.of(CURVES).lines().skip(3).map(line -> line.replaceAll("^.* {3}", "")))
        .satisfiesExactly(
            best -> assertThat(best).contains("30.00  50.00"),
            other -> assertThat(other).contains("20.12  50.00"));
    assertThat(CurveTable.of(CURVES)).contains("1,000 requests for 64 different keys");
  }

  @Test
  void theCsvHasALineAPolicyAndSize() throws IOException {
    Path file = directory.resolve("out.csv");
    CurveFiles.writeCsv(CURVES, file);
    assertThat(Files.readString(file))
        .startsWith("policy,entries,hit_ratio_percent\n\"a,\"\"</title>")
        .contains("\nLRU,8,20.1235\n");
  }

  @Test
  void theJsonIsReadAsItWasMeant() throws IOException {
    Path file = directory.resolve("out.json");
    CurveFiles.writeJson(CURVES, file);
    Config json = ConfigFactory.parseFile(
        file.toFile(), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    assertThat(json.getString("source")).isEqualTo(HOSTILE);
    assertThat(json.getIntList("sizes")).containsExactly(1, 8, 64);
    assertThat(json.getConfigList("curves").get(1).getDoubleList("hitRatiosPercent"))
        .containsExactly(1.0, 20.1235, 50.0);
  }

  @Test
  void thePictureIsAPicture() throws IOException {
    Path file = directory.resolve("out.png");
    CurveFiles.writePng(CURVES, file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1200);
  }

  @Test
  void oneSizeIsEnoughForAPictureAndAPage() throws IOException {
    Curves one = new Curves("x", 3, 1, List.of(1), List.of(new Curves.Curve("LRU", List.of(0.0))));
    Path file = directory.resolve("one.png");
    CurveFiles.writePng(one, file);
    assertThat(ImageIO.read(file.toFile())).isNotNull();
    assertThat(CurvePage.html(one)).contains("<circle").doesNotContain("NaN");
  }

  @Test
  void thePageShowsHostileNamesAsText() throws Exception {
    String html = CurvePage.html(CURVES);
    assertThat(html).doesNotContain("<script").contains("&lt;script src=&quot;https://evil");
    // The drawing, being XML, can be read as such: whatever a name holds, it opened no element and
    // no attribute.
    Document svg = parse(html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6));
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("a,\"" + HOSTILE + ", 1 entries: 2.00 %");
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(6);
  }

  @Test
  void thePageNeedsNoNetworkAndNoScript() {
    String html = CurvePage.html(CURVES);
    assertThat(html)
        .contains("default-src 'none'")
        .doesNotContain(" src=\"", "url(", "@import")
        .doesNotContainPattern("href=\"(?!data:,\")");
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new org.xml.sax.InputSource(new java.io.StringReader(xml)));
  }
}
