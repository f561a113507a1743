package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tier may be far away: who asks for many things asks once. */
class TieredBulkTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final Below below = new Below();

  private LarderConfiguration<String, String> tiered(boolean shared) {
    return below.<String, String>tiered(shared).maximumSize(1_000);
  }

  private LarderCache<String, String> cache(LarderConfiguration<String, String> configuration) {
    return pantry.larder(Pantry.NAME, configuration);
  }

  private static Set<String> keys(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "k" + i)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void fillBelow(int entries, boolean shared) {
    LarderCache<String, String> before = cache(tiered(shared));
    keys(0, entries).forEach(key -> before.put(key, "v" + key));
    before.close();
  }

  @Test
  void getAllAsksTheTierOnceForWhatTheHeapHasNot() {
    fillBelow(100, false);
    LarderCache<String, String> cache = cache(tiered(false));
    assertThat(cache.getAll(keys(0, 10))).hasSize(10);
    assertThat(cache.getAll(keys(0, 150))).hasSize(100).containsEntry("k99", "vk99");
    assertThat(below.tier().gets).hasValue(0);
    assertThat(below.tier().bulkGets).hasValue(2);
    assertThat(Pantry.count(cache, "CacheHits")).isEqualTo(110);
    assertThat(Pantry.count(cache, "CacheMisses")).isEqualTo(50);
    assertThat(cache.getAll(keys(0, 100))).hasSize(100);
    assertThat(below.tier().bulkGets).as("all is in the heap now").hasValue(2);
  }

  @Test
  void whatGetAllFindsNowhereIsLoadedAtOnce() {
    fillBelow(10, false);
    List<Integer> asked = new ArrayList<>();
    CacheLoader<String, String> loader = new CacheLoader<>() {
      @Override
      public String load(String key) {
        throw new AssertionError("one by one");
      }

      @Override
      public Map<String, String> loadAll(Iterable<? extends String> keys) {
        Map<String, String> loaded = new HashMap<>();
        keys.forEach(key -> loaded.put(key, "loaded"));
        asked.add(loaded.size());
        return loaded;
      }
    };
    LarderCache<String, String> cache =
        cache(tiered(false).setReadThrough(true).setCacheLoaderFactory(() -> loader));
    assertThat(cache.getAll(keys(0, 15)))
        .hasSize(15)
        .containsEntry("k9", "vk9")
        .containsEntry("k10", "loaded");
    assertThat(asked).containsExactly(5);
    assertThat(below.tier().gets).hasValue(0);
  }

  /** Takes what it gets. */
  private static final class Deaf implements CacheWriter<String, String> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.clear();
    }
  }

  @Test
  void changesOfManyThroughAWriterReadASharedTierOnce() {
    fillBelow(50, true);
    LarderCache<String, String> cache =
        cache(tiered(true).setWriteThrough(true).setCacheWriterFactory(Deaf::new));
    Map<String, String> changes = new HashMap<>();
    keys(0, 50).forEach(key -> changes.put(key, "new"));
    long before = below.tier().bulkGets.get();
    cache.putAll(changes);
    assertThat(below.tier().bulkGets.get() - before).isEqualTo(1);
    assertThat(below.tier().gets).hasValue(0);
    assertThat(cache.getAll(keys(0, 50))).containsEntry("k7", "new").hasSize(50);
  }

  @Test
  void whatExpiresAboveIsToldOnceAndDroppedBelowByFewQuestions() {
    LarderCache<String, String> cache = cache(tiered(false).timeToLive(Duration.ofMinutes(1)));
    EventLog<String, String> log = new EventLog<>();
    cache.registerCacheEntryListener(log.synchronous());
    keys(0, 600).forEach(key -> cache.put(key, "v"));
    long gets = below.tier().gets.get();
    pantry.advance(Duration.ofMinutes(1));
    assertThat(cache.purgeExpired()).isEqualTo(600);
    assertThat(below.tier().store().size()).isZero();
    assertThat(below.tier().bulkGets).hasValueLessThanOrEqualTo(3);
    assertThat(below.tier().gets.get()).isEqualTo(gets);
    assertThat(log.lines).filteredOn(line -> line.startsWith("EXPIRED")).hasSize(600);
  }

  @Test
  void whatHasExpiredAboveIsNotToldAgainWhenItIsMetBelow() {
    LarderCache<String, String> cache = cache(tiered(false).timeToLive(Duration.ofMinutes(1)));
    EventLog<String, String> log = new EventLog<>();
    cache.registerCacheEntryListener(log.synchronous());
    cache.put("key", "value");
    pantry.advance(Duration.ofMinutes(1));
    Pantry.sweep(cache);
    assertThat(cache.get("key")).isNull();
    assertThat(cache.get("key")).isNull();
    cache.put("key", "again");
    pantry.advance(Duration.ofMinutes(1));
    assertThat(cache.get("key")).isNull();
    assertThat(log.lines).filteredOn(line -> line.startsWith("EXPIRED")).hasSize(2);
  }
}
