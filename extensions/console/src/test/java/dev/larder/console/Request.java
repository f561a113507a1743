package dev.larder.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request by hand: what the JDK's client would not send, such as a foreign host. */
final class Request {
  private final URI console;
  private final List<String> headers = new ArrayList<>();
  private String host;

  Request(URI console) {
    this.console = console;
    this.host = console.getAuthority();
  }

  Request host(String name) {
    host = name;
    return this;
  }

  Request header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  Reply get(String path) throws IOException {
    return send("GET", path, "");
  }

  Reply post(String path, String body) throws IOException {
    return header("Content-Type", "application/json").send("POST", path, body);
  }

  Reply send(String method, String path, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head = method + " " + path + " HTTP/1.1\r\nHost: " + host
        + "\r\nConnection: close\r\nContent-Length: "
        + content.length + "\r\n" + (headers.isEmpty() ? "" : String.join("\r\n", headers) + "\r\n")
        + "\r\n";
    try (Socket socket = new Socket(console.getHost(), console.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(content);
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new Reply(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The whole answer as text. */
  record Reply(String text) {
    int status() {
      return Integer.parseInt(text.substring(9, 12));
    }

    String header(String name) {
      return text.substring(0, text.indexOf("\r\n\r\n"))
          .lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    /** A text of the JSON in it. */
    String value(String key) {
      String start = "\"" + key + "\":\"";
      int at = body().indexOf(start);
      return at < 0 ? "" : body().substring(at + start.length()).split("\"", 2)[0];
    }
  }
}
