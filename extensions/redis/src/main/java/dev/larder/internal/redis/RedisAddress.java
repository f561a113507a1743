package dev.larder.internal.redis;

import io.lettuce.core.RedisURI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the server is, and who we are to it. Shown without user and password. Immutable: {@link #uri} gives copies. */
final class RedisAddress {
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+-]*)://.*", Pattern.DOTALL);
  private static final List<String> KNOWN =
      List.of("redis", "rediss", "redis-sentinel", "rediss-sentinel");
  private static final String FORMS =
      "use redis://host:6379/0, rediss://host:6379/0 (TLS) or redis-sentinel://host1:26379,host2:26379/0#master";

  private final String text;
  private final Optional<String> user;
  private final Optional<String> password;
  private final String shown;

  private RedisAddress(
      String text, Optional<String> user, Optional<String> password, String shown) {
    this.text = text;
    this.user = user;
    this.password = password;
    this.shown = shown;
  }

  /**
   * Reads an address, in which a user and a password may stand.
   *
   * @param user, password take the place of those in the address
   * @throws IllegalArgumentException without the password in its message
   */
  static RedisAddress of(String text, Optional<String> user, Optional<String> password) {
    String shown = withoutCredentials(text);
    requireKnownScheme(text, shown);
    RedisURI uri = parse(text, shown);
    if (uri.getSentinels().isEmpty() ? !isHost(uri.getHost()) : uri.getSentinelMasterId() == null) {
      throw new IllegalArgumentException(shown + " cannot be read as an address; " + FORMS);
    }
    return new RedisAddress(text, user, password, shown);
  }

  /** Lettuce takes a port that is no number for a part of the host. A colon is otherwise in addresses of IPv6 alone, twice at least. */
  private static boolean isHost(@Nullable String host) {
    return host != null
        && !host.isBlank()
        && (host.indexOf(':') < 0 || host.indexOf(':') != host.lastIndexOf(':'));
  }

  private static void requireKnownScheme(String text, String shown) {
    Matcher matcher = SCHEME.matcher(text);
    String scheme = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    if (scheme.contains("cluster")) {
      throw new IllegalArgumentException(shown
          + ": Redis Cluster is not supported, because a cache's generation has to live beside its entries; "
          + FORMS);
    }
    if (!KNOWN.contains(scheme)) {
      throw new IllegalArgumentException(shown + " is no address of a Redis server; " + FORMS);
    }
  }

  private static RedisURI parse(String text, String shown) {
    try {
      return RedisURI.create(text);
    } catch (RuntimeException e) {
      // Not as the cause: its message has the text, and perhaps the password.
      throw new IllegalArgumentException(shown + " cannot be read as an address; " + FORMS);
    }
  }

  /** Also when it is malformed: all up to the last at sign may be a password. */
  private static String withoutCredentials(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return text;
    }
    int slashes = text.indexOf("://");
    String scheme = slashes >= 0 && slashes < at ? text.substring(0, slashes + 3) : "";
    return scheme + "***@" + text.substring(at + 1);
  }

  /** For Lettuce, to be changed at will. */
  RedisURI uri() {
    RedisURI uri = parse(text, shown);
    if (user.isPresent() && password.isPresent()) {
      uri.setAuthentication(user.get(), password.get());
    } else if (password.isPresent()) {
      uri.setAuthentication(password.get());
    }
    return uri;
  }

  @Override
  public String toString() {
    return shown;
  }
}
