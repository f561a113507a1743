package dev.larder.internal.config;

import java.util.List;

/** Somewhere where settings are said: a file, properties, the environment. Immutable. */
interface Source {
  /** What is said of this cache: by its name, then by the patterns that match, the longest first. */
  List<Block> of(String cacheName);

  /** What is said of all caches. */
  Block defaults();
}
