package dev.larder.replay.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A format that looks at one line after another. Blank lines do not count. */
record LineFormat(String name, String expects, Parser parser) implements LogFormat {
  /** Finds the keys of one line. */
  @FunctionalInterface
  interface Parser {
    /** Adds the line's keys, or skips it; answers whether the line is of the format. */
    boolean parse(String line, Requests requests);
  }

  /** Each line is a key. */
  static LineFormat wholeLines() {
    return new LineFormat("lines", "a key", (line, requests) -> {
      requests.add(line);
      return true;
    });
  }

  @Override
  public void read(InputStream in, Requests requests) throws IOException {
    // Malformed bytes become U+FFFD: a log is not worth failing for them.
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    long number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank() && !parser.parse(line, requests)) {
        requests.reject(number);
      }
    }
  }
}
