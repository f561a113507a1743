package dev.larder.it.hibernate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.management.ObjectName;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.CacheRegionStatistics;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Larder as second-level cache: nothing is configured but that there is to be one. */
class SecondLevelCacheTest {
  private static final List<String> ALL_REGIONS = List.of(
      Shelf.class.getName(),
      Shelf.class.getName() + ".jars",
      Jar.class.getName(),
      Jar.class.getName() + "##NaturalId",
      Price.class.getName(),
      "default-query-results-region");

  private final SessionFactory sessions = open();
  private final Statistics statistics = sessions.getStatistics();

  private static SessionFactory open() {
    return open("pantry", Shelf.class, Jar.class, Price.class);
  }

  private static SessionFactory open(String database, Class<?>... entities) {
    Configuration configuration = new Configuration()
        .setProperty("hibernate.connection.url", "jdbc:hsqldb:mem:" + database)
        .setProperty("hibernate.hbm2ddl.auto", "create-drop")
        .setProperty("hibernate.generate_statistics", "true");
    List.of(entities).forEach(configuration::addAnnotatedClass);
    // docs: two-properties
    configuration.setProperty("hibernate.cache.region.factory_class", "jcache");
    configuration.setProperty("hibernate.cache.use_second_level_cache", "true");
    // docs: end
    configuration.setProperty("hibernate.cache.use_query_cache", "true");
    return configuration.buildSessionFactory();
  }

  @BeforeEach
  void fill() {
    sessions.inTransaction(session -> {
      Jar jam = new Jar(1, "jam");
      session.persist(jam);
      Shelf shelf = new Shelf(1, "top");
      shelf.jars.add(jam);
      session.persist(shelf);
      session.persist(new Price(1, 250));
    });
    requireNonNull(sessions.getCache()).evictAllRegions();
    statistics.clear();
  }

  @AfterEach
  void close() {
    sessions.close();
    Caching.getCachingProvider().close();
  }

  private <T> T read(Function<Session, T> reading) {
    return sessions.fromTransaction(reading);
  }

  private Shelf shelf() {
    return read(session -> session.find(Shelf.class, 1L));
  }

  private long statements() {
    return statistics.getPrepareStatementCount();
  }

  private static CacheManager caches() {
    return Caching.getCachingProvider().getCacheManager();
  }

  @Test
  void regionsAreBoundedCachesOfLarder() {
    shelf();
    assertThat(caches().getCacheNames())
        .containsAll(ALL_REGIONS)
        .contains("default-update-timestamps-region");
    for (String name : ALL_REGIONS) {
      assertThat(caches().getCache(name).unwrap(LarderCache.class).maximumSize())
          .isEqualTo(10_000);
    }
  }

  @Test
  void entitiesComeFromTheCache() {
    read(session -> session.find(Jar.class, 1L));
    read(session -> session.find(Price.class, 1L));
    shelf();
    long before = statements();
    assertThat(read(session -> session.find(Jar.class, 1L)).label).isEqualTo("jam");
    assertThat(read(session -> session.find(Price.class, 1L)).cents).isEqualTo(250);
    assertThat(shelf().place).isEqualTo("top");
    assertThat(statements()).isEqualTo(before);
    assertThat(statistics.getSecondLevelCacheHitCount()).isEqualTo(3);
  }

  @Test
  void collectionsComeFromTheCache() {
    Function<Session, Integer> size = session -> session.find(Shelf.class, 1L).jars.size();
    assertThat(read(size)).isEqualTo(1);
    long before = statements();
    assertThat(read(size)).isEqualTo(1);
    assertThat(statements()).isEqualTo(before);
  }

  @Test
  @SuppressWarnings("deprecation") // Hibernate 6 has no other way
  void naturalIdsComeFromTheCache() {
    Function<Session, Jar> byLabel = session -> session.bySimpleNaturalId(Jar.class).load("jam");
    read(byLabel);
    long before = statements();
    assertThat(read(byLabel).id).isEqualTo(1);
    assertThat(statements()).isEqualTo(before);
    assertThat(statistics.getNaturalIdCacheHitCount()).isEqualTo(1);
  }

  @Test
  void queriesComeFromTheCacheUntilTheirTableChanges() {
    Function<Session, List<Price>> dear = this::dear;
    assertThat(read(dear)).hasSize(1);
    long before = statements();
    assertThat(read(dear)).hasSize(1);
    assertThat(statements()).isEqualTo(before);
    sessions.inTransaction(session -> session.persist(new Price(2, 300)));
    assertThat(read(dear)).hasSize(2);
    assertThat(statistics.getQueryCacheHitCount()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenIsReadAfterwards() {
    shelf();
    read(session -> session.find(Price.class, 1L));
    sessions.inTransaction(session -> {
      session.find(Shelf.class, 1L).place = "bottom";
      session.find(Price.class, 1L).cents = 199;
    });
    assertThat(shelf().place).isEqualTo("bottom");
    assertThat(read(session -> session.find(Price.class, 1L)).cents).isEqualTo(199);
    long before = statements();
    assertThat(shelf().place).isEqualTo("bottom");
    assertThat(statements()).isEqualTo(before);
  }

  @Test
  void whatIsRolledBackIsNotInTheCache() {
    shelf();
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      session.find(Shelf.class, 1L).place = "nowhere";
      session.flush();
      session.getTransaction().rollback();
    }
    assertThat(shelf().place).isEqualTo("top");
  }

  @Test
  void whatIsEvictedIsReadFromTheDatabaseAgain() {
    shelf();
    org.hibernate.Cache cache = requireNonNull(sessions.getCache());
    assertThat(cache.containsEntity(Shelf.class, 1L)).isTrue();
    cache.evict(Shelf.class, 1L);
    assertThat(cache.containsEntity(Shelf.class, 1L)).isFalse();
    long before = statements();
    shelf();
    assertThat(statements()).isGreaterThan(before);
    cache.evictEntityData(Shelf.class);
    assertThat(cache.containsEntity(Shelf.class, 1L)).isFalse();
  }

  @Test
  void eachKindOfCacheCanBeEvicted() {
    org.hibernate.Cache cache = requireNonNull(sessions.getCache());
    fillAllCaches();
    assertThat(cache.containsCollection(Shelf.class.getName() + ".jars", 1L)).isTrue();
    cache.evictCollectionData(Shelf.class.getName() + ".jars", 1L);
    assertThat(cache.containsCollection(Shelf.class.getName() + ".jars", 1L)).isFalse();
    assertThat(cache.containsEntity(Shelf.class, 1L)).as("another region").isTrue();

    assertThat(entries(Jar.class.getName() + "##NaturalId")).isEqualTo(1);
    cache.evictNaturalIdData(Jar.class);
    assertThat(entries(Jar.class.getName() + "##NaturalId")).isZero();

    assertThat(entries("default-query-results-region")).isEqualTo(1);
    cache.evictDefaultQueryRegion();
    assertThat(entries("default-query-results-region")).isZero();

    cache.evict(Jar.class, 1L);
    cache.evict(Price.class, 1L);
    assertThat(cache.containsEntity(Jar.class, 1L)).as("read-only").isFalse();
    assertThat(cache.containsEntity(Price.class, 1L)).as("nonstrict read-write").isFalse();

    fillAllCaches();
    cache.evictAllRegions();
    for (String region : ALL_REGIONS) {
      assertThat(entries(region)).as(region).isZero();
    }
  }

  @SuppressWarnings("deprecation") // Hibernate 6 has no other way
  private void fillAllCaches() {
    read(session -> session.find(Shelf.class, 1L).jars.size());
    read(session -> session.bySimpleNaturalId(Jar.class).load("jam"));
    read(session -> session.find(Price.class, 1L));
    read(this::dear);
  }

  private List<Price> dear(Session session) {
    return session
        .createSelectionQuery("from Price where cents > 100", Price.class)
        .setCacheable(true)
        .getResultList();
  }

  private static long entries(String region) {
    return caches().getCache(region).unwrap(LarderCache.class).size();
  }

  /** Hibernate accepts it with a warning; a cache that takes no part in transactions cannot do it. So: don't. */
  @Test
  void aTransactionalCacheIsAcceptedByHibernateAndShowsWhatWasRolledBack() {
    try (SessionFactory transactional = open("transactional", Order.class)) {
      transactional.inTransaction(session -> session.persist(new Order(1, "jam")));
      transactional.inTransaction(session -> session.find(Order.class, 1L));
      try (Session session = transactional.openSession()) {
        session.beginTransaction();
        session.find(Order.class, 1L).text = "rolled back";
        session.flush();
        session.getTransaction().rollback();
      }
      assertThat(transactional.fromTransaction(session -> session.find(Order.class, 1L)).text)
          .isEqualTo("rolled back");
    }
  }

  @Test
  void hibernateAndLarderCountTheSame() throws Exception {
    for (String region : ALL_REGIONS) {
      caches().enableStatistics(region, true);
    }
    for (int i = 0; i < 3; i++) {
      fillAllCaches();
    }
    for (String region : ALL_REGIONS) {
      assertCountsAgree(region);
    }
    assertThat(larder(Jar.class.getName(), "CacheHits")).as("something was counted").isPositive();
  }

  /** Hibernate itself looks into read-write regions before it puts, and into those of natural ids, and does not count that. */
  private void assertCountsAgree(String region) throws Exception {
    CacheRegionStatistics counted =
        requireNonNull(statistics.getCacheRegionStatistics(region), region);
    assertThat(counted.getPutCount()).as("puts of " + region).isEqualTo(larder(region, "CachePuts"));
    long hits = larder(region, "CacheHits");
    long misses = larder(region, "CacheMisses");
    if (region.startsWith(Shelf.class.getName()) || region.endsWith("##NaturalId")) {
      assertThat(counted.getHitCount()).as("hits of " + region).isLessThanOrEqualTo(hits);
      assertThat(counted.getMissCount()).as("misses of " + region).isLessThanOrEqualTo(misses);
    } else {
      assertThat(counted.getHitCount()).as("hits of " + region).isEqualTo(hits);
      assertThat(counted.getMissCount()).as("misses of " + region).isEqualTo(misses);
    }
  }

  @Test
  void hibernateAndLarderCountReadsOfAnEntityTheSame() throws Exception {
    String region = Jar.class.getName();
    caches().enableStatistics(region, true);
    for (int i = 0; i < 3; i++) {
      read(session -> session.find(Jar.class, 1L));
    }
    CacheRegionStatistics counted =
        requireNonNull(statistics.getCacheRegionStatistics(region));
    assertThat(counted.getHitCount()).isEqualTo(2).isEqualTo(larder(region, "CacheHits"));
    assertThat(counted.getMissCount()).isEqualTo(1).isEqualTo(larder(region, "CacheMisses"));
    assertThat(counted.getPutCount()).isEqualTo(1).isEqualTo(larder(region, "CachePuts"));
  }

  private static long larder(String cache, String attribute) throws Exception {
    ObjectName name = new ObjectName("javax.cache:type=CacheStatistics,CacheManager="
        + caches().getURI().toString().replace(':', '.') + ",Cache=" + cache);
    return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
  }
}
