package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.tier.MemoryTier;
import dev.larder.tier.MemoryTierFactory;
import dev.larder.tier.TierException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tier may be far away: who asks for many things asks once. */
class TieredBulkTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  private static final AtomicInteger STORES = new AtomicInteger();

  private String storeName = "";

  @BeforeEach
  void newStore() {
    storeName = "bulk store " + STORES.incrementAndGet();
  }

  private MemoryTier tier() {
    return MemoryTierFactory.tier(storeName);
  }

  private LarderConfiguration<String, String> tiered(boolean shared) {
    return new LarderConfiguration<String, String>()
        .maximumSize(1_000)
        .tier(Map.of("type", "memory", "store", storeName, "shared", shared))
        .setStatisticsEnabled(true);
  }

  @SuppressWarnings("unchecked")
  private LarderCache<String, String> cache(LarderConfiguration<String, String> configuration) {
    return pantry.cache(Pantry.NAME, configuration).unwrap(LarderCache.class);
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
    assertThat(tier().gets).hasValue(0);
    assertThat(tier().bulkGets).hasValue(2);
    assertThat(Pantry.count(cache, "CacheHits")).isEqualTo(110);
    assertThat(Pantry.count(cache, "CacheMisses")).isEqualTo(50);
    assertThat(cache.getAll(keys(0, 100))).hasSize(100);
    assertThat(tier().bulkGets).as("all is in the heap now").hasValue(2);
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
    assertThat(tier().gets).hasValue(0);
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

  private static Map<String, String> changes(int from, int to) {
    Map<String, String> changes = new HashMap<>();
    keys(from, to).forEach(key -> changes.put(key, "new"));
    return changes;
  }

  @Test
  void changesOfManyThroughAWriterReadASharedTierOnceToTellListeners() {
    fillBelow(50, true);
    LarderCache<String, String> cache =
        cache(tiered(true).setWriteThrough(true).setCacheWriterFactory(Deaf::new));
    EventLog<String, String> log = new EventLog<>();
    cache.registerCacheEntryListener(log.synchronous());
    cache.putAll(changes(0, 50));
    assertThat(tier().bulkGets).hasValue(1);
    assertThat(tier().gets).hasValue(0);
    assertThat(log.lines).filteredOn(line -> line.startsWith("UPDATED")).hasSize(50);
    assertThat(cache.getAll(keys(0, 50))).containsEntry("k7", "new").hasSize(50);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void whereNobodyIsToldPutsAreWrittenBelowWithoutALook(boolean shared, boolean writesThrough) {
    fillBelow(5, shared);
    LarderCache<String, String> cache = cache(tiered(shared)
        .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_DAY))
        .setWriteThrough(writesThrough)
        .setCacheWriterFactory(Deaf::new));
    cache.put("k0", "new");
    assertThat(tier().writes).hasValue(1);
    cache.putAll(changes(1, 2_500));
    assertThat(tier().bulkWrites).hasValue(writesThrough ? 1 : 3);
    assertThat(tier().gets).hasValue(0);
    assertThat(tier().bulkGets).hasValue(0);
    assertThat(cache.get("k0")).isEqualTo("new");
    assertThat(cache.getAll(keys(0, 2_500))).hasSize(2_500).containsValue("new");
    assertThat(new HashSet<>(cache.getAll(keys(0, 2_500)).values())).containsExactly("new");
    assertThat(Pantry.count(cache, "CachePuts")).isEqualTo(2_500);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eternalEntriesAreLookedAtTogetherAndWrittenTogether(boolean shared) {
    fillBelow(5, shared);
    LarderCache<String, String> cache = cache(tiered(shared));
    cache.putAll(changes(0, 2_500));
    assertThat(tier().gets).hasValue(0);
    assertThat(tier().bulkGets).hasValue(3);
    assertThat(tier().bulkWrites).hasValue(3);
    assertThat(new HashSet<>(cache.getAll(keys(0, 2_500)).values())).containsExactly("new");
  }

  @Test
  void anEternalEntryOfTheHeapNeedNotBeReadBelowToBeReplaced() {
    LarderCache<String, String> cache = cache(tiered(false));
    cache.put("key", "1");
    long gets = tier().gets.get();
    cache.put("key", "2");
    cache.putAll(Map.of("key", "3"));
    assertThat(tier().gets).hasValue(gets);
    assertThat(tier().bulkGets).hasValue(0);
  }

  @Test
  void aPutThatLeavesTheDeadlineAsItIsLooksAtIt() {
    LarderCache<String, String> cache = cache(tiered(true)
        .setExpiryPolicyFactory(
            CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_MINUTE)));
    cache.put("key", "1");
    pantry.advance(Duration.ofSeconds(40));
    cache.put("key", "2");
    cache.putAll(Map.of("key", "3"));
    pantry.advance(Duration.ofSeconds(20));
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void whatATierWouldNotKeepOfManyIsNotInTheHeapEither() {
    LarderCache<String, String> cache = cache(tiered(false));
    cache.putAll(changes(0, 10));
    tier().refuse(tier().store().anyKey());
    cache.putAll(changes(0, 10));
    assertThat(cache.getAll(keys(0, 10))).hasSize(9);
  }

  @Test
  void whatWasPutWhenATierFailedIsReadFromTheTier() {
    LarderCache<String, String> cache = cache(tiered(false));
    cache.putAll(Map.of("a", "old", "b", "old"));
    tier().intercept((operation, key) -> {
      if (operation.equals("put") && tier().writes.get() >= 4) {
        throw new TierException("full of holes", null);
      }
    });
    assertThatThrownBy(() -> cache.putAll(Map.of("a", "new", "b", "new")))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("full of holes");
    tier().intercept((operation, key) -> {});
    long gets = tier().bulkGets.get();
    assertThat(cache.getAll(Set.of("a", "b")).values()).containsExactlyInAnyOrder("old", "new");
    assertThat(tier().bulkGets.get()).as("the heap knew of neither").isEqualTo(gets + 1);
  }

  @Test
  void whatExpiresAboveIsToldOnceAndDroppedBelowByFewQuestions() {
    LarderCache<String, String> cache = cache(tiered(false).timeToLive(Duration.ofMinutes(1)));
    EventLog<String, String> log = new EventLog<>();
    cache.registerCacheEntryListener(log.synchronous());
    keys(0, 600).forEach(key -> cache.put(key, "v"));
    long gets = tier().gets.get();
    pantry.advance(Duration.ofMinutes(1));
    assertThat(cache.purgeExpired()).isEqualTo(600);
    assertThat(tier().store().size()).isZero();
    assertThat(tier().bulkGets).hasValueLessThanOrEqualTo(3);
    assertThat(tier().gets.get()).isEqualTo(gets);
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
