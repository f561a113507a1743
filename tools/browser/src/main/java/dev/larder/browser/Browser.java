package dev.larder.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window. Where this machine has none, the test says so and is skipped. */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  public static Browser open() {
    Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome");
    Optional<File> chromedriver = program("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      String missing =
          "WARNING: no chromium with chromedriver here, so nothing is tested in a browser; apt-get install chromium chromium-driver";
      System.getLogger("dev.larder.browser").log(System.Logger.Level.WARNING, missing);
      Assumptions.abort(missing);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1000");
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
    var service = new ChromeDriverService.Builder()
        .usingDriverExecutable(chromedriver.orElseThrow())
        .usingAnyFreePort()
        .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<File> program(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(names)
        .flatMap(name ->
            Stream.of(path.split(File.pathSeparator, -1)).map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  public Browser visit(URI page) {
    driver.get(page.toString());
    return this;
  }

  public WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  public List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  public String text(String css) {
    return find(css).getText();
  }

  public String title() {
    return String.valueOf(driver.getTitle());
  }

  public Object script(String script) {
    return driver.executeScript("return " + script);
  }

  /** Waits until it is so. */
  public void await(String what, Supplier<Boolean> condition) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(what)
        .ignoring(NoSuchElementException.class)
        .ignoring(StaleElementReferenceException.class)
        .until(anyDriver -> condition.get());
  }

  public void awaitText(String css, String part) {
    await(css + " has " + part, () -> text(css).contains(part));
  }

  public void click(String css) {
    find(css).click();
  }

  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Presses Tab until this has the focus; at most so often as a person would. */
  public void tabTo(String css) {
    for (int i = 0; i < 60; i++) {
      if (driver.switchTo().activeElement().equals(find(css))) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("Tab does not reach " + css);
  }

  /** As a phone or tablet of this width. */
  public void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** As a window so high, from the top. */
  public void height(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 1200, "height", pixels, "deviceScaleFactor", 1, "mobile", false));
    driver.executeScript("scrollTo(0, 0)");
  }

  public void colours(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Takes the window back as it was, and forgets the page. */
  public void reset() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    colours("light");
    driver.get("about:blank");
    complaints();
  }

  /** Errors and warnings of the page since the last call: of scripts, of rules that were broken, of what was not found. */
  public List<String> complaints() {
    return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Keeps what is to be seen now. */
  public Path picture(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
