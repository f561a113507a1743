package dev.larder.replay.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The key is what a pattern finds in a line: its group "key", else its first group, else all of it. */
final class RegexKey implements LineFormat.Parser {
  private final Pattern pattern;
  private final boolean named;
  private final int group;

  private RegexKey(Pattern pattern) {
    this.pattern = pattern;
    this.named = pattern.pattern().contains("(?<key>");
    this.group = Math.min(1, pattern.matcher("").groupCount());
  }

  static LineFormat format(Pattern pattern) {
    return new LineFormat("regex", "a match for --regex '" + pattern + "'", new RegexKey(pattern));
  }

  @Override
  public boolean parse(String line, Requests requests) {
    Matcher matcher = pattern.matcher(line);
    @Nullable
    String key = !matcher.find() ? null : named ? matcher.group("key") : matcher.group(group);
    if (key != null) {
      requests.add(key);
    }
    return key != null;
  }
}
