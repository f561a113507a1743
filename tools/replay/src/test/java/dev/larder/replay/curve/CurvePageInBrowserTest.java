package dev.larder.replay.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.browser.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page as people see it, in a real browser. */
class CurvePageInBrowserTest {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='broken'\">";

  private static Browser browser;

  @TempDir
  private Path directory;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openPage() throws IOException {
    Curves curves = new Curves(
        HOSTILE,
        1_000_000,
        64_000,
        List.of(1, 10, 100, 1_000, 10_000, 64_000),
        List.of(
            new Curves.Curve("LRU", List.of(1.0, 10.0, 20.0, 30.0, 40.0, 50.0)),
            new Curves.Curve(HOSTILE, List.of(2.0, 12.0, 22.0, 32.0, 42.0, 50.0))));
    Path file = directory.resolve("curves.html");
    CurvePage.write(curves, file);
    browser.reset();
    browser.visit(file.toUri());
  }

  private static boolean isShown(String css) {
    return browser.all(css).stream().anyMatch(element -> element.isDisplayed());
  }

  @Test
  void aClickHidesACurveAndAnotherShowsItAgain() {
    assertThat(isShown("svg .curve0")).isTrue();
    browser.click("#box0");
    assertThat(isShown("svg .curve0")).isFalse();
    assertThat(isShown("svg .curve1")).isTrue();
    browser.click("#box0");
    assertThat(isShown("svg .curve0")).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theKeyboardDoesToo() {
    browser.tabTo("#box1");
    browser.press(Keys.SPACE);
    assertThat(isShown("svg .curve1")).isFalse();
  }

  @Test
  void hostileNamesAreTexts() {
    assertThat(browser.all("img, script")).isEmpty();
    assertThat(browser.title()).isEqualTo("Hit ratios: " + HOSTILE);
    assertThat(browser.text("h1")).contains(HOSTILE);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aNarrowScreenDoesNotScrollSideways() {
    browser.width(360);
    assertThat(((Number) browser.script("document.documentElement.scrollWidth")).intValue())
        .isLessThanOrEqualTo(360);
  }

  @Test
  void coloursFollowTheSystem() {
    String paper = "getComputedStyle(document.body).backgroundColor";
    Object light = browser.script(paper);
    browser.colours("dark");
    assertThat(browser.script(paper)).isNotEqualTo(light);
  }
}
