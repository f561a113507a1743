package dev.larder.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may ask what. */
class GateTest {
  private static final String TOKEN = "a token for tests";
  private static final ConsoleOptions ANY_PORT = ConsoleOptions.DEFAULT.withPort(0);

  private final Pages pages = new Pages();
  private final LarderCache<String, String> cache = pages.cache("cache", 10);

  private LarderConsole console = LarderConsole.start(ANY_PORT.withActions(true), pages.manager);

  @AfterEach
  void close() {
    console.close();
    pages.close();
  }

  private void restart(ConsoleOptions options) {
    console.close();
    console = LarderConsole.start(options, pages.manager);
  }

  private Request request() {
    return new Request(console.uri());
  }

  /** As our page would send it. */
  private Request ours() throws IOException {
    return request().header("X-Larder-Secret", request().get("/api/session").value("secret"));
  }

  private static String clear(long id) {
    return "{\"id\":" + id + ",\"action\":\"clear\"}";
  }

  /** The console's number of the first cache it saw. */
  private static final long FIRST = 1;

  private void awaitFirst() throws IOException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (request().get("/api/cache?id=" + FIRST).status() != 200) {
      assertThat(System.nanoTime() - deadline).isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void aForeignNameIsRefusedWhateverAddressItStandsFor() throws IOException {
    assertThat(
            request().host("evil.example:" + console.uri().getPort()).get("/").status())
        .isEqualTo(421);
    assertThat(request().host("evil.example").get("/api/session").body())
        .doesNotContain("secret\"");
    assertThat(request().host("127.0.0.1.evil.example").get("/").status()).isEqualTo(421);
    assertThat(request().host("localhost:1").get("/").status()).isEqualTo(200);
    assertThat(request().host("[::1]:1").get("/").status()).isEqualTo(200);
  }

  @Test
  void aNameThatIsAllowedIsServed() throws IOException {
    restart(ANY_PORT.withAllowedHosts("caches.example"));
    assertThat(request().host("Caches.Example:80").get("/").status()).isEqualTo(200);
  }

  @Test
  void pagesOfOtherSitesAreRefused() throws IOException {
    assertThat(
            request().header("Sec-Fetch-Site", "cross-site").get("/api/session").status())
        .isEqualTo(403);
    assertThat(
            request().header("Sec-Fetch-Site", "same-site").get("/api/events").status())
        .isEqualTo(403);
    assertThat(ours()
            .header("Origin", "http://evil.example")
            .post("/api/action", clear(1))
            .status())
        .isEqualTo(403);
    assertThat(ours().header("Origin", "null").post("/api/action", clear(1)).status())
        .isEqualTo(403);
  }

  @Test
  void aChangeNeedsTheSecretOfOurPage() throws IOException {
    awaitFirst();
    cache.put("key", "value");
    assertThat(request().post("/api/action", clear(FIRST)).status()).isEqualTo(403);
    assertThat(request()
            .header("X-Larder-Secret", "guess")
            .post("/api/action", clear(FIRST))
            .status())
        .isEqualTo(403);
    assertThat(cache.size()).isEqualTo(1);
    assertThat(ours().post("/api/action", clear(FIRST)).status()).isEqualTo(200);
    assertThat(cache.size()).isZero();
  }

  @Test
  void aFormOfAnotherSiteCannotSendJson() throws IOException {
    assertThat(ours()
            .header("Content-Type", "text/plain")
            .send("POST", "/api/action", clear(FIRST))
            .status())
        .isEqualTo(415);
  }

  @Test
  void nothingCanBeChangedUnlessThatIsAllowed() throws IOException {
    restart(ANY_PORT);
    awaitFirst();
    cache.put("key", "value");
    assertThat(ours().post("/api/action", clear(FIRST)).status()).isEqualTo(403);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void withoutTheTokenThereIsThePageAndNothingOnIt() throws IOException {
    restart(ANY_PORT.withToken(TOKEN));
    assertThat(request().get("/").status()).isEqualTo(200);
    assertThat(request().get("/api/session").value("secret")).isEmpty();
    assertThat(request().get("/api/events").status()).isEqualTo(401);
    assertThat(request().get("/api/cache?id=1").status()).isEqualTo(401);
    assertThat(request().post("/api/explain", "{\"id\":1,\"key\":\"a\"}").status())
        .isEqualTo(401);
    assertThat(request().post("/api/login", "{\"token\":\"guess\"}").status()).isEqualTo(401);
    assertThat(request().post("/api/login", "{}").status()).isEqualTo(401);
  }

  @Test
  void theTokenOpensByCookieAndByHeader() throws IOException {
    restart(ANY_PORT.withToken(TOKEN).withActions(true));
    Request.Reply login = request().post("/api/login", "{\"token\":\"" + TOKEN + "\"}");
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.header("set-cookie")).contains("HttpOnly").contains("SameSite=Strict");
    String cookie = login.header("set-cookie").split(";", 2)[0];
    assertThat(cookie).doesNotContain(TOKEN);
    assertThat(request().header("Cookie", cookie).get("/api/session").value("secret"))
        .isNotEmpty();
    assertThat(
            request().header("Cookie", cookie).post("/api/action", clear(FIRST)).status())
        .as("a cookie alone changes nothing: browsers send it unasked")
        .isEqualTo(403);
    assertThat(request()
            .header("Authorization", "Bearer " + TOKEN)
            .post("/api/action", clear(99))
            .status())
        .as("no such cache, but allowed to ask")
        .isEqualTo(404);
  }

  @Test
  void allAnswersForbidForeignScriptsAndFrames() throws IOException {
    for (String path : new String[] {"/", "/api/session", "/nothing", "/uplot/LICENSE"}) {
      Request.Reply reply = request().get(path);
      assertThat(reply.header("content-security-policy"))
          .contains("default-src 'none'")
          .contains("script-src 'self'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }
  }

  @Test
  void nonsenseIsRefusedAndTheConsoleGoesOn() throws IOException {
    assertThat(ours().post("/api/explain", "nonsense").status()).isEqualTo(400);
    assertThat(ours().post("/api/explain", "[]").status()).isEqualTo(400);
    assertThat(ours().post("/api/explain", "x".repeat(20_000)).status()).isEqualTo(413);
    assertThat(request().get("/api/cache?id=many").status()).isEqualTo(400);
    assertThat(request().get("/api/cache").status()).isEqualTo(400);
    assertThat(request().get("/../console.css").status()).isEqualTo(404);
    assertThat(request().send("DELETE", "/", "").status()).isEqualTo(405);
    assertThat(request().get("/").status()).isEqualTo(200);
  }
}
