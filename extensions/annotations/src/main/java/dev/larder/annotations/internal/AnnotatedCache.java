package dev.larder.annotations.internal;

import dev.larder.CallerLoads;
import dev.larder.LarderCache;
import dev.larder.LarderConfiguration;
import java.util.List;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A cache as annotations use it, with what it is configured to do beyond JCache.
 *
 * @param loads null when it refreshes and remembers nothing, and for caches that are not Larder's
 * @param larder null for caches that are not Larder's
 */
record AnnotatedCache(
    Cache<Object, Object> cache,
    @Nullable CallerLoads<Object, Object> loads,
    @Nullable LarderCache<Object, Object> larder,
    TagPatterns tags) {
  private static final TagPatterns UNTAGGED = new TagPatterns(List.of());

  static AnnotatedCache of(Cache<Object, Object> cache) {
    return cache instanceof LarderCache<Object, Object> larder
        ? new AnnotatedCache(cache, larder.callerLoads().orElse(null), larder, tagsOf(larder))
        : new AnnotatedCache(cache, null, null, UNTAGGED);
  }

  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  private static TagPatterns tagsOf(LarderCache<Object, Object> cache) {
    LarderConfiguration<Object, Object> configuration =
        cache.getConfiguration(LarderConfiguration.class);
    return configuration.toMap().get("tags") instanceof List<?> tags && !tags.isEmpty()
        ? new TagPatterns((List<String>) tags)
        : UNTAGGED;
  }

  /** Stores the value under these tags. */
  void put(Object key, Object value, String... entryTags) {
    if (larder == null || entryTags.length == 0) {
      cache.put(key, value);
    } else {
      larder.putTagged(key, value, entryTags);
    }
  }
}
