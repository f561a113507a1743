package dev.larder.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All caches at one moment. Its text is made once, for all who look. */
final class Overview {
  private final List<Row> caches;
  private @Nullable String json;

  /** A cache by name. */
  record Row(long id, String manager, String name, CacheSample now) {}

  Overview(List<Row> caches) {
    this.caches = List.copyOf(caches);
  }

  List<Row> caches() {
    return caches;
  }

  synchronized String json() {
    if (json == null) {
      json = Json.of(caches);
    }
    return json;
  }
}
