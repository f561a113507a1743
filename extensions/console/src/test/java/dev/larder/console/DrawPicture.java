package dev.larder.console;

import dev.larder.LarderCache;
import dev.larder.browser.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Makes {@code docs/console.png} anew: {@code mvn -pl provider,tools/browser,extensions/console test -Dtest=DrawPicture
 * -Dsurefire.failIfNoSpecifiedTests=false}. No test: it takes a minute.
 */
class DrawPicture {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(75);

  private final Random random = new Random(42);

  @Test
  void draw() throws IOException {
    try (Pages pages = new Pages();
        LarderConsole console = LarderConsole.start(
            ConsoleOptions.DEFAULT.withPort(0).withActions(true).withKeys(true), pages.manager);
        Browser browser = Browser.open()) {
      LarderCache<String, String> products = pages.cache("products", 2_000);
      LarderCache<String, String> sessions = pages.cache("sessions", 50_000);
      LarderCache<String, String> prices = pages.cache("prices", 500);
      browser.visit(console.uri());
      browser.await("a cache", () -> browser.text("#overview").contains("products"));
      browser.all("#overview tbody button").get(1).click();
      long end = System.nanoTime() + LONG_ENOUGH.toNanos();
      while (System.nanoTime() - end < 0) {
        for (int i = 0; i < 30; i++) {
          use(products, "product:", 8_000);
          use(prices, "price:", 600);
        }
        sessions.put("session:" + random.nextInt(3_000), "value", Duration.ofSeconds(20));
        sessions.get("session:" + random.nextInt(3_000));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      browser.click("#hot-look");
      browser.await("keys", () -> !browser.all("#hot li").isEmpty());
      browser.find("#explain input").sendKeys("product:4711\n");
      browser.awaitText("#explanation", "As a String");
      browser.height(1500);
      browser.picture(Path.of("..", "..", "docs", "console.png"));
    }
  }

  /** Some keys more often than others; what is missing takes its time. */
  private void use(LarderCache<String, String> cache, String prefix, int keys) {
    int key = (int) (keys * Math.pow(random.nextDouble(), 4));
    String unused = cache.get(prefix + key, missing -> {
      LockSupport.parkNanos((long) (50_000 + random.nextDouble() * random.nextDouble() * 400_000));
      return "value";
    });
  }
}
