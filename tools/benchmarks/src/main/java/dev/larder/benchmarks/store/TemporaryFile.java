package dev.larder.benchmarks.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration files of those providers that take their bound from a file. Gone when the JVM ends. */
final class TemporaryFile {
  private TemporaryFile() {}

  static URI of(String suffix, String content) {
    try {
      Path file = Files.createTempFile("larder-benchmarks", suffix);
      file.toFile().deleteOnExit();
      return Files.writeString(file, content).toUri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
