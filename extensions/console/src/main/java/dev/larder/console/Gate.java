package dev.larder.console;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask what. A console on this machine's own address can still be reached by any page that is open in a browser here, so:
 *
 * <ul>
 *   <li>the name by which it is called must be one we know, or a plain address: else a foreign name that suddenly means this machine (DNS
 *       rebinding) would make its pages ours;
 *   <li>what changes or costs something must bear a secret that only our own page can read (cross-site request forgery);
 *   <li>if there is a token, it, or the cookie that is had for it, must be shown for all but the page itself;
 *   <li>the page runs no script, and asks no server, but its own; nobody may frame it.
 * </ul>
 */
final class Gate {
  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.%]+]");
  private static final String BEARER = "Bearer ";
  private static final String PAGE_RULES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ConsoleOptions options;
  private final Set<String> names;

  /** In the cookie of who has shown the token. */
  private final String session = random();

  /** In what our page sends. */
  private final String secret = random();

  Gate(ConsoleOptions options) {
    this.options = options;
    this.names = options.allowedHosts();
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Of the answer to any request. */
  void protect(Exchange exchange) {
    exchange.header("Content-Security-Policy", PAGE_RULES);
    exchange.header("X-Content-Type-Options", "nosniff");
    exchange.header("X-Frame-Options", "DENY");
    exchange.header("Referrer-Policy", "no-referrer");
    exchange.header("Cross-Origin-Resource-Policy", "same-origin");
    exchange.header("Cross-Origin-Opener-Policy", "same-origin");
    exchange.header("Cache-Control", "no-store");
  }

  /** @throws Refusal when it comes by a name that is not ours */
  void checkHost(Exchange exchange) {
    String host = nameOf(exchange.header("Host").orElse(""));
    if (!host.equals("localhost")
        && !PLAIN_ADDRESS.matcher(host).matches()
        && !names.contains(host)) {
      throw new Refusal(
          421, "the console is not known by this name; add it to larder.console.allowed-hosts");
    }
  }

  /** Without the port, in small letters. */
  private static String nameOf(String host) {
    return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
  }

  /** @throws Refusal when a page of another site asks */
  void checkSite(Exchange exchange) {
    String site = exchange.header("Sec-Fetch-Site").orElse("none");
    boolean foreign = !site.equals("same-origin") && !site.equals("none");
    if (foreign
        || !exchange.header("Origin").map(origin -> isOurs(origin, exchange)).orElse(true)) {
      throw new Refusal(403, "another page asks; only the console's own may");
    }
  }

  private static boolean isOurs(String origin, Exchange exchange) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null
          && authority.equalsIgnoreCase(exchange.header("Host").orElse(""));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** @throws Refusal when there is a token, and nobody has shown it */
  void checkToken(Exchange exchange) {
    if (!isKnown(exchange)) {
      throw new Refusal(401, "show the token first");
    }
  }

  /** Whether there is no token, or it was shown. */
  boolean isKnown(Exchange exchange) {
    return options.token().isEmpty()
        || hasToken(exchange)
        || exchange
            .cookie(cookieName(exchange))
            .filter(cookie -> same(cookie, session))
            .isPresent();
  }

  private boolean hasToken(Exchange exchange) {
    return exchange
        .header("Authorization")
        .filter(value -> value.startsWith(BEARER))
        .filter(value -> isToken(value.substring(BEARER.length())))
        .isPresent();
  }

  /** @throws Refusal when what may change something does not come from our page, or with the token itself */
  void checkSecret(Exchange exchange) {
    boolean ours =
        exchange.header("X-Larder-Secret").filter(shown -> same(shown, secret)).isPresent();
    if (!ours && !hasToken(exchange)) {
      throw new Refusal(403, "this does not come from the console's page; load it anew");
    }
  }

  boolean needsToken() {
    return options.token().isPresent();
  }

  String secret() {
    return secret;
  }

  /** A body with a token. */
  record Login(String token) {}

  /** Gives a cookie for the token. */
  void logIn(Exchange exchange) throws IOException {
    String token = exchange.body(Login.class).token();
    if (token == null || !isToken(token)) {
      throw new Refusal(401, "that is not the token");
    }
    exchange.header(
        "Set-Cookie", cookieName(exchange) + "=" + session + "; Path=/; HttpOnly; SameSite=Strict");
    exchange.answer(new Exchange.Problem(""));
  }

  /** Browsers give cookies to all ports of a host: each console needs a name of its own. */
  private static String cookieName(Exchange exchange) {
    return "larder-console-" + exchange.http().getLocalAddress().getPort();
  }

  private boolean isToken(String shown) {
    return options.token().filter(token -> same(token, shown)).isPresent();
  }

  /** Takes the same time wherever they differ. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
