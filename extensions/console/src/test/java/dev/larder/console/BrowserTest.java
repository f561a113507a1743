package dev.larder.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import dev.larder.browser.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as people see and use it. */
class BrowserTest {
  private static final ConsoleOptions ANY_PORT = ConsoleOptions.DEFAULT.withPort(0);
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String HOSTILE = "<img src=x onerror=\"document.title='broken'\">";
  private static final String HOSTILE_TOO =
      "</script><script>document.title='broken'</script>&amp;\u202e";

  private static Browser browser;

  private final Pages pages = new Pages();
  private LarderConsole console = LarderConsole.start(ANY_PORT.withActions(true), pages.manager);

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

  @AfterEach
  void close() {
    browser.reset();
    console.close();
    pages.close();
  }

  private void restart(ConsoleOptions options) {
    console.close();
    console = LarderConsole.start(options, pages.manager);
  }

  private static void noComplaints() {
    assertThat(browser.complaints()).isEmpty();
  }

  /** Opens the page, and on it the details of the cache of this name. */
  private void open(String name) {
    browser.visit(console.uri());
    select(name);
  }

  private static void select(String name) {
    browser.await("there is " + name, () -> button(name).isPresent());
    button(name).orElseThrow().click();
    browser.await(
        name + " is open",
        () -> browser.find("#cache").isDisplayed() && browser.text("#name").equals(name));
  }

  private static Optional<WebElement> button(String name) {
    return browser.all("#overview tbody button").stream()
        .filter(button -> button.getText().equals(name))
        .findFirst();
  }

  private static String cell(String label) {
    return browser.text("#overview tbody td[data-label='" + label + "']");
  }

  @Test
  void whatHappensIsSeenWithoutAReload() throws IOException {
    LarderCache<String, String> cache = pages.cache("orders", 10);
    open("orders");
    browser.awaitText("#connection", "live");
    for (int i = 0; i < 4; i++) {
      cache.put("key " + i, "value");
    }
    cache.get("key 1");
    cache.get("key 2");
    cache.get("key 3");
    cache.get("missing");
    browser.await("entries", () -> cell("Entries").equals("4"));
    browser.await("how full", () -> cell("Full").equals("40 %"));
    browser.await("hit ratio", () -> cell("Hit ratio").equals("75 %"));
    browser.await("counts", () -> browser.text("#counts").contains("misses 1"));
    pages.cache("made later", 10);
    browser.await("two caches", () -> browser.all("#overview tbody tr").size() == 2);
    pages.manager.destroyCache("orders");
    browser.awaitText("#gone", "“orders” is closed");
    browser.await("one cache", () -> browser.all("#overview tbody tr").size() == 1);
    noComplaints();
  }

  @Test
  void loadsAreTimedAndGraphsDrawn() throws IOException {
    LarderCache<String, String> cache = pages.cache("orders", 10);
    open("orders");
    cache.get("a", key -> "loaded");
    browser.await("a load", () -> browser.text("#loads").contains("calls 1"));
    browser.await(
        "its time", () -> browser.text("#loads").matches("(?s).*p99 [0-9.]+ (µs|ms|s).*"));
    assertThat(browser.all("#charts canvas")).hasSize(5);
    browser.picture(PICTURES.resolve("wide.png"));
    noComplaints();
  }

  /** A cache of 500 of 20,000 keys, whose advisor has had enough to go by. */
  private LarderCache<String, String> askedForAlot() {
    LarderCache<String, String> cache = pages.cache("orders", 500);
    Random random = new Random(42);
    for (int i = 0; i < 100_000; i++) {
      int key = (int) (20_000 * Math.pow(random.nextDouble(), 3));
      String unused = cache.get("key " + key, missing -> "value");
      if (i % 500 == 0) {
        cache.advice(); // plays what was noted, else the buffer is full before the sweeper comes
      }
    }
    assertThat(cache.advice().isKnown()).isTrue();
    return cache;
  }

  private static void awaitCurve() {
    browser.await("a curve", () -> browser.all("#curve canvas").size() == 1);
    browser.await("it is seen", () -> browser.find("#curve canvas").isDisplayed());
    browser.script("document.getElementById('advice').scrollIntoView()");
  }

  @Test
  void theAdvisorsCurveShowsWhereTheCacheIs() throws IOException {
    LarderCache<String, String> cache = askedForAlot();
    open("orders");
    awaitCurve();
    assertThat(browser.text("#sentence")).isEqualTo(cache.advice().sentence());
    assertThat(browser.all("#points tbody tr")).hasSize(cache.advice().curve().size());
    assertThat(browser.text("#points tr.here")).startsWith("500 (you are here)");
    browser.picture(PICTURES.resolve("curve.png"));
    browser.find("#theme").sendKeys("dark");
    awaitCurve();
    pages.cache("quiet", 10);
    select("quiet");
    assertThat(browser.find("#curve").isDisplayed()).isFalse();
    assertThat(browser.text("#sentence")).contains("Too little is known");
    noComplaints();
  }

  @Test
  void theAdvisorsCurveIsSeenByKeyboardOnANarrowScreen() throws IOException {
    askedForAlot();
    browser.width(360);
    browser.visit(console.uri());
    browser.await("a cache", () -> !browser.all("#overview tbody button").isEmpty());
    browser.tabTo("#overview tbody button");
    browser.press(Keys.ENTER);
    awaitCurve();
    assertThat(browser.text("#points")).contains("(you are here)");
    browser.picture(PICTURES.resolve("curve-narrow.png"));
    browser.tabTo("#hot-look");
    assertThat(((Number) browser.script("document.documentElement.scrollWidth")).intValue())
        .isLessThanOrEqualTo(360);
    noComplaints();
  }

  @Test
  void aTierShowsItsTrafficAndState() {
    LarderCache<String, String> cache = pages.tiered("orders", 1);
    pages.cache("plain", 10);
    cache.put("a", "1");
    cache.put("b", "2");
    cache.get("missing");
    open("orders");
    browser.awaitText("#tier-title", "Tier: memory");
    browser.awaitText("#tier-state", "up: in memory");
    browser.await("stored", () -> browser.text("#tier-counts").contains("stored 2"));
    assertThat(browser.text("#tier-counts")).matches("(?s).*mean write [0-9.]+ (µs|ms|s).*");
    browser.await("six graphs", () -> browser.all("#charts canvas").size() == 6);
    browser.click("#tier summary");
    assertThat(browser.text("#tier-figures")).contains("entries 2");
    browser.find("#explain input").sendKeys("a", Keys.ENTER);
    browser.awaitText("#explanation", "in the tier");
    select("plain");
    browser.await("no tier", () -> !browser.find("#tier").isDisplayed());
    assertThat(browser.find("#below").isDisplayed()).isFalse();
    noComplaints();
  }

  @Test
  void hostileNamesAndKeysAreTexts() {
    restart(ANY_PORT.withKeys(true));
    LarderCache<String, String> cache = pages.cache(HOSTILE, 10);
    pages.cache(HOSTILE_TOO, 10);
    cache.put(HOSTILE, HOSTILE_TOO);
    cache.put(HOSTILE_TOO, HOSTILE);
    open(HOSTILE);
    browser.click("#hot-look");
    browser.await("keys", () -> browser.all("#hot li").size() == 2);
    assertThat(browser.text("#hot")).contains(HOSTILE);
    browser.find("#explain input").sendKeys(HOSTILE, Keys.ENTER);
    browser.awaitText("#explanation", "As a String");
    assertThat(browser.all("main img, main script")).isEmpty();
    assertThat(browser.title()).isEqualTo("Larder: caches at work");
    noComplaints();
  }

  @Test
  void keysAreHashedUnlessTheyMayBeSeen() {
    LarderCache<String, String> cache = pages.cache("people", 10);
    cache.put("a secret name", "value");
    open("people");
    browser.click("#hot-look");
    browser.await("keys", () -> browser.all("#hot li").size() == 1);
    assertThat(browser.text("#hot")).matches("(?s)#[0-9a-f]{12}.*");
    assertThat(browser.text("body")).doesNotContain("a secret name");
    noComplaints();
  }

  @Test
  void buttonsPauseResizeAndClear() {
    LarderCache<String, String> cache = pages.cache("orders", 10);
    cache.put("key", "value");
    open("orders");
    browser.await("it counts", () -> browser.text("#pause").equals("Pause statistics"));
    browser.click("#pause");
    browser.awaitText("#done", "counts no longer");
    assertThat(cache.stats().isPaused()).isTrue();
    browser.awaitText("#silent", "paused");

    browser.find("#resize input").sendKeys("25", Keys.ENTER);
    browser.awaitText("#done", "holds up to 25 now, not 10");
    assertThat(cache.maximumSize()).isEqualTo(25);
    browser.awaitText("#settings", "changed at run time");

    browser.click("#clear");
    browser.await("a question", () -> browser.find("#confirm").isDisplayed());
    browser.click("#confirm button[value=no]");
    assertThat(cache.size()).isEqualTo(1);
    browser.click("#clear");
    browser.await("a question", () -> browser.find("#confirm").isDisplayed());
    browser.click("#confirm button[value=yes]");
    browser.awaitText("#done", "cleared; it had 1 entries");
    assertThat(cache.size()).isZero();
    noComplaints();
  }

  @Test
  void thereAreNoButtonsUnlessTheyAreAllowed() {
    restart(ANY_PORT);
    pages.cache("orders", 10);
    open("orders");
    assertThat(browser.find("#actions").isDisplayed()).isFalse();
    assertThat(browser.text("#actions-off")).contains("larder.console.allow-actions");
    noComplaints();
  }

  @Test
  void theKeyboardIsEnough() {
    LarderCache<String, String> cache = pages.cache("orders", 10);
    cache.put("key", "value");
    browser.visit(console.uri());
    browser.await("a cache", () -> !browser.all("#overview tbody button").isEmpty());
    browser.tabTo("#overview tbody button");
    browser.press(Keys.ENTER);
    browser.await("it is open", () -> browser.find("#cache").isDisplayed());
    browser.await(
        "its name has the focus",
        () -> browser.script("document.activeElement.id").equals("name"));
    browser.tabTo("#hot-look");
    browser.press(Keys.SPACE);
    browser.await("keys", () -> browser.all("#hot li").size() == 1);
    browser.tabTo("#explain input");
    browser.press("key", Keys.ENTER);
    browser.awaitText("#explanation", "As a String");
    browser.tabTo("#clear");
    browser.press(Keys.ENTER);
    browser.await("a question", () -> browser.find("#confirm").isDisplayed());
    browser.press(Keys.ESCAPE);
    browser.await("no question", () -> !browser.find("#confirm").isDisplayed());
    assertThat(cache.size()).isEqualTo(1);
    noComplaints();
  }

  @Test
  void aNarrowScreenShowsAllOfItWithoutScrollingSideways() throws IOException {
    LarderCache<String, String> cache =
        pages.cache("com.example.shop.persistence.entities.Customer.orders", 100_000);
    cache.put("key", "value");
    browser.width(360);
    open("com.example.shop.persistence.entities.Customer.orders");
    browser.await("graphs", () -> browser.all("#charts canvas").size() == 5);
    browser.picture(PICTURES.resolve("narrow.png"));
    assertThat(((Number) browser.script("document.documentElement.scrollWidth")).intValue())
        .isLessThanOrEqualTo(360);
    noComplaints();
  }

  @Test
  void coloursFollowTheSystemAndTheChoice() throws IOException {
    pages.cache("orders", 10);
    String paper = "getComputedStyle(document.body).backgroundColor";
    browser.colours("light");
    open("orders");
    Object light = browser.script(paper);
    browser.colours("dark");
    Object dark = browser.script(paper);
    assertThat(dark).isNotEqualTo(light);
    browser.picture(PICTURES.resolve("dark.png"));
    browser.find("#theme").sendKeys("light");
    assertThat(browser.script(paper)).isEqualTo(light);
    noComplaints();
  }

  @Test
  void theTokenIsAskedFor() {
    restart(ANY_PORT.withToken("a token for tests"));
    pages.cache("orders", 10);
    browser.visit(console.uri());
    browser.await("it asks", () -> browser.find("#login").isDisplayed());
    assertThat(browser.find("#caches").isDisplayed()).isFalse();
    noComplaints();
    browser.find("#login input").sendKeys("a wrong token", Keys.ENTER);
    browser.awaitText("#connection", "that is not the token");
    browser.complaints(); // the browser itself notes the refusal
    browser.find("#login input").clear();
    browser.find("#login input").sendKeys("a token for tests", Keys.ENTER);
    select("orders");
    noComplaints();
  }

  @Test
  void namesCanBeFiltered() {
    pages.cache("orders", 10);
    pages.cache("customers", 10);
    browser.visit(console.uri());
    browser.await("two caches", () -> browser.all("#overview tbody tr").size() == 2);
    browser.find("#filter").sendKeys("CUST");
    browser.await(
        "one of them",
        () -> browser.text("#overview tbody").contains("customers")
            && !browser.text("#overview tbody").contains("orders"));
    noComplaints();
  }
}
