package dev.larder.console;

import static java.util.Objects.requireNonNull;

import dev.larder.EffectiveSetting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.CacheException;

/**
 * Where a console listens, and what it lets people see and do. Immutable.
 *
 * <pre>{@code
 * LarderConsole console = LarderConsole.start(ConsoleOptions.DEFAULT.withPort(0).withActions(true), manager);
 * }</pre>
 *
 * @param host the address to listen at; one that other machines reach needs a token
 * @param port from 0 to 65535; 0 for any that is free
 * @param token what somebody has to know to see anything; at least 16 characters
 * @param allowedHosts names, beside {@code localhost} and plain addresses, by which browsers may call the console
 * @param actions whether the page may clear and resize caches, and pause their statistics
 * @param keys whether the page shows keys; else it shows a hash, which is another one after each start
 */
public record ConsoleOptions(
    String host,
    int port,
    Optional<String> token,
    Set<String> allowedHosts,
    boolean actions,
    boolean keys) {
  /** This machine alone, port 7117, no token; nothing can be changed, no key is shown. */
  public static final ConsoleOptions DEFAULT =
      new ConsoleOptions("127.0.0.1", 7117, Optional.empty(), Set.of(), false, false);

  private static final int SHORTEST_TOKEN = 16;

  /** Of the block {@code larder.console}. */
  static final Set<String> KEYS =
      Set.of("enabled", "host", "port", "token", "allowed-hosts", "allow-actions", "show-keys");

  /**
   * Checks all of it.
   *
   * @throws IllegalArgumentException when something is out of range, or the host can be reached from outside and there is no token
   */
  public ConsoleOptions {
    requireNonNull(host, "host");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port = " + port + ": write a number from 0 to 65535; 0 for any that is free");
    }
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException("token: it has " + token.get().length()
          + " characters; write a random text of " + SHORTEST_TOKEN + " or more");
    }
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "host = " + host
              + ": other machines can reach that, so the console needs a token; set one, or listen at 127.0.0.1");
    }
    allowedHosts = Set.copyOf(allowedHosts.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet()));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "host = " + host + ": there is no such address; write one of this machine", e);
    }
  }

  /** The same at another address, without a token: for addresses that only this machine reaches. */
  public ConsoleOptions withHost(String otherHost) {
    return new ConsoleOptions(otherHost, port, token, allowedHosts, actions, keys);
  }

  /** The same at another address, with a token. */
  public ConsoleOptions withHost(String otherHost, String newToken) {
    return new ConsoleOptions(otherHost, port, Optional.of(newToken), allowedHosts, actions, keys);
  }

  /** The same at another port. */
  public ConsoleOptions withPort(int otherPort) {
    return new ConsoleOptions(host, otherPort, token, allowedHosts, actions, keys);
  }

  /** The same for those who know this. */
  public ConsoleOptions withToken(String newToken) {
    return new ConsoleOptions(host, port, Optional.of(newToken), allowedHosts, actions, keys);
  }

  /** The same for browsers that call the console by these names. */
  public ConsoleOptions withAllowedHosts(String... names) {
    return new ConsoleOptions(host, port, token, Set.of(names), actions, keys);
  }

  /** The same with, or without, buttons that change caches. */
  public ConsoleOptions withActions(boolean allowed) {
    return new ConsoleOptions(host, port, token, allowedHosts, allowed, keys);
  }

  /** The same with keys as they are, or hashed. */
  public ConsoleOptions withKeys(boolean shown) {
    return new ConsoleOptions(host, port, token, allowedHosts, actions, shown);
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "console at " + host + ":" + port + (token.isPresent() ? ", with a token" : "")
        + (actions ? ", with actions" : "") + (keys ? ", with keys" : "");
  }

  /** What {@code larder.console} says. */
  static ConsoleOptions of(List<EffectiveSetting> settings) {
    ConsoleOptions options = DEFAULT;
    try {
      // The token comes first: whether there is one decides what hosts may be.
      for (EffectiveSetting setting : settings) {
        options = setting.key().equals("token") ? options.withToken(setting.value()) : options;
      }
      for (EffectiveSetting setting : settings) {
        options = options.with(setting);
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new CacheException("larder.console: " + e.getMessage(), e);
    }
  }

  private ConsoleOptions with(EffectiveSetting setting) {
    String value = setting.value();
    return switch (setting.key()) {
      case "enabled", "token" -> this;
      case "host" -> new ConsoleOptions(value, port, token, allowedHosts, actions, keys);
      case "port" -> withPort(number(setting));
      case "allowed-hosts" ->
        withAllowedHosts(Stream.of(value.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toArray(String[]::new));
      case "allow-actions" -> withActions(flag(setting));
      case "show-keys" -> withKeys(flag(setting));
      default ->
        throw new CacheException(setting.origin() + ": unknown key " + setting.key()
            + "; the keys are " + String.join(", ", new TreeSet<>(KEYS)));
    };
  }

  private static int number(EffectiveSetting setting) {
    try {
      return Integer.parseInt(setting.value());
    } catch (NumberFormatException e) {
      throw new CacheException(
          setting.origin() + " = " + setting.value()
              + ": write a number from 0 to 65535; 0 for any that is free",
          e);
    }
  }

  private static boolean flag(EffectiveSetting setting) {
    return switch (setting.value()) {
      case "true" -> true;
      case "false" -> false;
      default ->
        throw new CacheException(
            setting.origin() + " = " + setting.value() + ": write true or false");
    };
  }
}
