package dev.larder.console;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One request, and the ways to answer it. */
record Exchange(HttpExchange http) {
  /** No page of ours sends more. */
  private static final int LONGEST_BODY = 16_384;

  /** What the page is told when something went wrong. */
  record Problem(String error) {}

  String path() {
    return http.getRequestURI().getPath();
  }

  boolean isPost() {
    return http.getRequestMethod().equals("POST");
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
  }

  void header(String name, String value) {
    http.getResponseHeaders().set(name, value);
  }

  /** A cookie of the request. */
  Optional<String> cookie(String name) {
    for (String header : http.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String cookie : header.split(";", -1)) {
        if (cookie.strip().startsWith(name + "=")) {
          return Optional.of(cookie.strip().substring(name.length() + 1));
        }
      }
    }
    return Optional.empty();
  }

  /** A number of the query. */
  long number(String name) {
    String query = http.getRequestURI().getRawQuery();
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        String text = URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
        try {
          return Long.parseLong(text);
        } catch (NumberFormatException e) {
          throw new Refusal(400, name + " is no number");
        }
      }
    }
    throw new Refusal(400, name + " is missing");
  }

  /** What the page sent. */
  <T> T body(Class<T> type) throws IOException {
    String contentType = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!contentType.startsWith("application/json")) {
      throw new Refusal(415, "send application/json");
    }
    byte[] bytes = http.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      throw new Refusal(413, "that is too long");
    }
    T body = Json.read(new String(bytes, StandardCharsets.UTF_8), type);
    if (body == null) {
      throw new Refusal(400, "that is no JSON of the kind that belongs here");
    }
    return body;
  }

  void answer(Object content) throws IOException {
    send(200, "application/json", Json.of(content).getBytes(StandardCharsets.UTF_8));
  }

  void refuse(Refusal refusal) throws IOException {
    send(
        refusal.status(),
        "application/json",
        Json.of(new Problem(String.valueOf(refusal.getMessage())))
            .getBytes(StandardCharsets.UTF_8));
  }

  void send(int status, String contentType, byte[] content) throws IOException {
    header("Content-Type", contentType + "; charset=utf-8");
    http.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (OutputStream out = http.getResponseBody()) {
      out.write(content);
    }
  }
}
