package dev.larder.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory among the temporary files. */
final class OnDisk implements BelowTheHeap {
  private final Path directory = Files.createTempDirectory("larder-demo-");

  OnDisk() throws IOException {}

  @Override
  public String tierBlock() {
    return "tier { type = disk, path = \"" + directory.toString().replace('\\', '/')
        + "\", maximum-bytes = 256MiB }";
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
