package dev.larder.replay.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Redis prints on MONITOR: {@code 1378822105.089572 [0 127.0.0.1:56604] "get" "key"}. Commands that read are requests. What is
 * written is not: an application that misses writes next, and would seem to hit. The number of the database is part of the key.
 */
final class RedisMonitor implements LineFormat.Parser {
  static final LineFormat FORMAT = new LineFormat(
      "redis",
      "a command as MONITOR prints it: 1378822105.089572 [0 127.0.0.1:56604] \"GET\" \"key\"",
      new RedisMonitor());

  private static final Pattern START = Pattern.compile("\\+?[0-9]+\\.[0-9]+ \\[[0-9]+ ");

  private static final Set<String> READS_ONE = Set.of(
      "GET",
      "GETEX",
      "GETRANGE",
      "STRLEN",
      "GETBIT",
      "BITCOUNT",
      "HGET",
      "HMGET",
      "HGETALL",
      "HEXISTS",
      "HKEYS",
      "HVALS",
      "HLEN",
      "LRANGE",
      "LINDEX",
      "LLEN",
      "SMEMBERS",
      "SISMEMBER",
      "SMISMEMBER",
      "SCARD",
      "ZSCORE",
      "ZMSCORE",
      "ZRANGE",
      "ZRANGEBYSCORE",
      "ZREVRANGE",
      "ZREVRANGEBYSCORE",
      "ZRANK",
      "ZREVRANK",
      "ZCARD",
      "ZCOUNT",
      "JSON.GET");
  private static final Set<String> READS_MANY = Set.of("MGET", "EXISTS");

  private RedisMonitor() {}

  /** Whether a line is beyond doubt of this kind. */
  static boolean looksLike(String line) {
    return START.matcher(line).lookingAt() && line.endsWith("\"");
  }

  @Override
  public boolean parse(String line, Requests requests) {
    if (line.equals("OK") || line.equals("+OK")) {
      requests.skip();
      return true;
    }
    int client = line.indexOf('[');
    int words = line.indexOf("] \"");
    if (client < 0 || words < 0 || !START.matcher(line).lookingAt()) {
      return false;
    }
    List<String> command = quoted(line, words + 2);
    if (command.isEmpty()) {
      return false;
    }
    String database = line.substring(client + 1, line.indexOf(' ', client));
    List<String> keys = keysOf(command);
    keys.forEach(key -> requests.add(database + ':' + key));
    if (keys.isEmpty()) {
      requests.skip();
    }
    return true;
  }

  private static List<String> keysOf(List<String> command) {
    String name = command.get(0).toUpperCase(Locale.ROOT);
    if (READS_MANY.contains(name)) {
      return command.subList(1, command.size());
    }
    return READS_ONE.contains(name) && command.size() > 1 ? command.subList(1, 2) : List.of();
  }

  /** The words between quotes, their escapes as they are: equal words are written equally. Empty if a quote is not closed. */
  private static List<String> quoted(String line, int from) {
    List<String> words = new ArrayList<>();
    int i = from;
    while (i < line.length()) {
      int end = i + 1;
      while (end < line.length() && line.charAt(end) != '"') {
        end += line.charAt(end) == '\\' ? 2 : 1;
      }
      if (line.charAt(i) != '"' || end >= line.length()) {
        return List.of();
      }
      words.add(line.substring(i + 1, end));
      i = end + 2;
    }
    return words;
  }
}
