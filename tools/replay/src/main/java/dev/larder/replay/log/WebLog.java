package dev.larder.replay.log;

import java.util.regex.Pattern;

/**
 * The access logs of nginx and Apache, "common" or "combined", with or without a host in front:
 * {@code 10.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET /path?query HTTP/1.1" 200 2326 ...}. The key is the request's target, query
 * included; GET and HEAD ask for it, other methods go past a cache.
 */
final class WebLog implements LineFormat.Parser {
  static final LineFormat FORMAT = new LineFormat(
      "nginx", "a request as nginx and Apache log it: [time] \"GET /path HTTP/1.1\"", new WebLog());

  /* Both servers escape a quote within the request, so that the next one or a space ends the target. */
  private static final Pattern TYPICAL =
      Pattern.compile("\\[[^\\]]+\\] \"[A-Z]+ [^ \"]+(?: HTTP/[0-9.]+)?\" [0-9]{3}\\b");

  private static final String BEFORE_REQUEST = "] \"";

  private WebLog() {}

  /** Whether a line is beyond doubt of this kind. */
  static boolean looksLike(String line) {
    return TYPICAL.matcher(line).find();
  }

  @Override
  public boolean parse(String line, Requests requests) {
    int before = line.indexOf(BEFORE_REQUEST);
    int method = before + BEFORE_REQUEST.length();
    int space = before < 0 ? -1 : endOfMethod(line, method);
    if (space < 0) {
      return false;
    }
    int end = space + 1;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '"') {
      end++;
    }
    if (end == space + 1) {
      return false;
    }
    if (isRead(line, method, space)) {
      requests.add(line.substring(space + 1, end));
    } else {
      requests.skip();
    }
    return true;
  }

  /** The space after a word of capitals; -1 if there is no such word. */
  private static int endOfMethod(String line, int start) {
    int i = start;
    while (i < line.length() && line.charAt(i) >= 'A' && line.charAt(i) <= 'Z') {
      i++;
    }
    return i > start && i < line.length() && line.charAt(i) == ' ' ? i : -1;
  }

  private static boolean isRead(String line, int start, int end) {
    return (end - start == 3 && line.startsWith("GET", start))
        || (end - start == 4 && line.startsWith("HEAD", start));
  }
}
