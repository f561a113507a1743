package dev.larder.replay.log;

import org.jspecify.annotations.Nullable;

/** The key is a column of a line of text. */
final class TextColumn implements LineFormat.Parser {
  private final int column;
  private final @Nullable String separator;

  private TextColumn(int column, @Nullable String separator) {
    this.column = column;
    this.separator = separator;
  }

  /**
   * A column, counted from 1.
   *
   * @param separator null for white space, however much of it
   */
  static LineFormat format(int column, @Nullable String separator) {
    String between = separator == null ? "white space" : '"' + separator + '"';
    return new LineFormat(
        "column " + column,
        "a column " + column + " (--column; columns are separated by " + between + ")",
        new TextColumn(column, separator));
  }

  @Override
  public boolean parse(String line, Requests requests) {
    String key = separator == null ? afterSpace(line) : between(line, separator);
    if (key != null) {
      requests.add(key);
    }
    return key != null;
  }

  private @Nullable String afterSpace(String line) {
    int end = 0;
    for (int i = 1; ; i++) {
      int start = end;
      while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
        start++;
      }
      if (start == line.length()) {
        return null;
      }
      end = start;
      while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
        end++;
      }
      if (i == column) {
        return line.substring(start, end);
      }
    }
  }

  private @Nullable String between(String line, String separator) {
    int start = 0;
    for (int i = 1; i < column; i++) {
      int next = line.indexOf(separator, start);
      if (next < 0) {
        return null;
      }
      start = next + separator.length();
    }
    int end = line.indexOf(separator, start);
    return line.substring(start, end < 0 ? line.length() : end);
  }
}
