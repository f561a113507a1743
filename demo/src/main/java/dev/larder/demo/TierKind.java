package dev.larder.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which tier {@code --tier} shows. */
enum TierKind {
  DISK("files") {
    @Override
    BelowTheHeap open() throws IOException {
      return new OnDisk();
    }
  },
  REDIS("server") {
    @Override
    BelowTheHeap open() throws IOException {
      return new OnRedis();
    }
  };

  private final String place;

  TierKind(String place) {
    this.place = place;
  }

  /** Makes an empty place for the entries. */
  abstract BelowTheHeap open() throws IOException;

  /** What keeps the entries, in a word. */
  String place() {
    return place;
  }

  /** As the command line has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String words() {
    return Arrays.stream(values()).map(TierKind::word).collect(Collectors.joining(" or "));
  }
}
