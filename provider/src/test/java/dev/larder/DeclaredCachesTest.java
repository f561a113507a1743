package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The manager's part of configuration: the caches that its file names, and what it tells of them. */
class DeclaredCachesTest {
  @TempDir
  private Path directory;

  @RegisterExtension
  final Pantry pantry = new Pantry();

  private final LarderCachingProvider provider = new LarderCachingProvider();

  @AfterEach
  void close() {
    provider.close();
  }

  /** Has a constructor that the class's own factory knows, and a greeting. */
  public static final class Greeter implements CacheLoader<Object, Object> {
    private final String greeting;

    public Greeter() {
      this("hello ");
    }

    Greeter(String greeting) {
      this.greeting = greeting;
    }

    @Override
    public Object load(Object key) {
      return greeting + key;
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      Map<Object, Object> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  private CacheManager manager(String caches) throws IOException {
    return manager(caches, new Properties());
  }

  private CacheManager manager(String caches, Properties properties) throws IOException {
    Path file =
        Files.writeString(directory.resolve("larder.conf"), "larder.caches {\n" + caches + "\n}\n");
    return provider.getCacheManager(file.toUri(), null, properties);
  }

  private static LarderCacheManager larder(CacheManager manager) {
    return manager.unwrap(LarderCacheManager.class);
  }

  @Test
  void c69_cachesThatTheFileNamesExistAsSoonAsTheManagerDoes() throws IOException {
    CacheManager manager =
        manager("orders { maximum-size = 5 }, com.acme.Order {}, \"other*\" { maximum-size = 1 }");
    assertThat(manager.getCacheNames()).containsExactly("com.acme.Order", "orders");
    Cache<String, String> orders = manager.getCache("orders");
    assertThat(orders.unwrap(LarderCache.class).maximumSize()).isEqualTo(5);
    assertThat(manager.<String, String>getCache("orders")).isSameAs(orders);
    assertThat(manager.getCacheNames()).containsExactly("com.acme.Order", "orders");
    assertThat(manager.<String, String>getCache("others")).isNull();
  }

  @Test
  void theyHaveTheTypesOfTheFile() throws IOException {
    CacheManager manager =
        manager("orders { key-type = java.lang.String, value-type = java.lang.Long }");
    Cache<String, Long> orders = manager.getCache("orders", String.class, Long.class);
    orders.put("key", 1L);
    assertThat(orders.get("key")).isEqualTo(1L);
    assertThatThrownBy(() -> manager.getCache("orders", String.class, String.class))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void theyMayBeCreatedByCodeUntilSomebodyHasAskedForThem() throws IOException {
    CacheManager manager = manager("orders { maximum-size = 5 }");
    Cache<String, String> orders = manager.createCache(
        "orders", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    assertThat(orders.unwrap(LarderCache.class).maximumSize()).isEqualTo(5);
    assertThat(manager.getCache("orders", String.class, String.class)).isSameAs(orders);
    assertThatThrownBy(() -> manager.createCache("orders", new MutableConfiguration<>()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("already");
  }

  @Test
  void aDestroyedCacheDoesNotComeBack() throws IOException {
    CacheManager manager = manager("orders {}, bills {}");
    manager.destroyCache("orders");
    Cache<Object, Object> bills = manager.getCache("bills");
    bills.close();
    assertThat(manager.getCacheNames()).isEmpty();
    assertThat(manager.<Object, Object>getCache("orders")).isNull();
  }

  @Test
  void whatJmxShowsIsThereAtOnce() throws Exception {
    CacheManager manager = manager("orders { statistics = true, management = true }");
    var server = ManagementFactory.getPlatformMBeanServer();
    var names = server.queryNames(
        new ObjectName(
            "javax.cache:CacheManager=" + manager.getURI().toString().replace(':', '.') + ",*"),
        null);
    assertThat(names).hasSize(2);
  }

  @Test
  void aCacheThatIsMerelyShownMayStillBeCreatedByCode() throws IOException {
    CacheManager manager = manager("orders { statistics = true, maximum-size = 5 }");
    Cache<String, String> orders = manager.createCache(
        "orders", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    orders.put("key", "value");
    assertThat(Pantry.configurationOf(orders).isStatisticsEnabled()).isTrue();
    assertThat(manager.getCache("orders", String.class, String.class)).isSameAs(orders);
    assertThat(manager.getCacheNames()).containsExactly("orders");
  }

  @Test
  void whatABlockNeedsCodeMayBringAndWithoutItThereIsNoCache() throws IOException {
    CacheManager manager =
        manager("orders { negative-ttl = 1s, statistics = true }, bills { negative-ttl = 1s }");
    assertThat(manager.getCacheNames()).containsExactly("bills", "orders");
    assertThatThrownBy(() -> manager.getCache("bills"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(
            "larder.caches.bills.negative-ttl = 1s needs read-through with loader");
    Cache<Object, Object> orders = manager.createCache(
        "orders",
        new MutableConfiguration<>().setReadThrough(true).setCacheLoaderFactory(Greeter::new));
    assertThat(orders.get("you")).isEqualTo("hello you");
  }

  @Test
  void aMistakeInABlockMakesNoManager() throws IOException {
    assertThatThrownBy(() -> manager("orders { loader = com.acme.Nowhere }"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache \"orders\"")
        .hasMessageContaining("com.acme.Nowhere");
    assertThat(manager("orders {}").getCacheNames()).containsExactly("orders");
  }

  @Test
  void loadersAreMadeByTheirConstructor() throws IOException {
    CacheManager manager = manager("names { loader = \"" + Greeter.class.getName() + "\" }");
    assertThat(manager.getCache("names").get("you")).isEqualTo("hello you");
  }

  @Test
  void loadersAreMadeByTheInstanceFactoryOfTheManager() throws IOException {
    CacheManager manager = manager("names { loader = \"" + Greeter.class.getName() + "\" }");
    AtomicReference<Class<?>> asked = new AtomicReference<>();
    larder(manager).setInstanceFactory(type -> {
      asked.set(type);
      return new Greeter("hi ");
    });
    assertThat(manager.getCache("names").get("you")).isEqualTo("hi you");
    assertThat(asked).hasValue(Greeter.class);
  }

  @Test
  void theInstanceFactoryMayBeAManagerProperty() throws IOException {
    Properties properties = new Properties();
    Function<Class<?>, Object> factory = type -> new Greeter("salve ");
    properties.put(LarderCacheManager.INSTANCE_FACTORY, factory);
    CacheManager manager =
        manager("names { loader = \"" + Greeter.class.getName() + "\" }", properties);
    assertThat(manager.getCache("names").get("you")).isEqualTo("salve you");
  }

  @Test
  void anInstanceFactoryThatFailsIsReportedAndMakesNoCache() throws IOException {
    CacheManager manager = manager("names { loader = \"" + Greeter.class.getName() + "\" }");
    larder(manager).setInstanceFactory(type -> {
      throw new IllegalStateException("no bean");
    });
    assertThatThrownBy(() -> manager.getCache("names"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("\"names\" could not make its loader");
    larder(manager).setInstanceFactory(type -> new Greeter());
    assertThat(manager.getCache("names").get("you")).isEqualTo("hello you");
  }

  @Test
  void propertiesOfTheManagerGoBeforeTheFile() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("larder.caches.orders.maximum-size", "6");
    CacheManager manager = manager("orders { maximum-size = 5 }", properties);
    assertThat(manager.getCache("orders").unwrap(LarderCache.class).maximumSize())
        .isEqualTo(6);
  }

  @Test
  void t31_describeTellsEverySettingAndWhereItWasSaid() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("larder.default.policy", "tiny-lfu");
    CacheManager manager =
        manager("orders { maximum-size = 5 }\n\"bill*\" { statistics = true }", properties);
    manager.createCache(
        "bills",
        new LarderConfiguration<>()
            .timeToLive(Duration.ofMinutes(10))
            .setTypes(Object.class, Object.class));
    String description = larder(manager).describe();
    assertThat(description.lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "cache manager " + manager.getURI() + ", configuration: "
                + manager.getURI().toString().replace("file:///", "file:/"),
            "cache \"orders\"",
            " maximum-size 5 " + directory.resolve("larder.conf")
                + ", line 2: larder.caches.orders.maximum-size",
            " time-to-live – built in",
            " policy tiny-lfu manager property: larder.default.policy",
            "cache \"bills\"",
            " time-to-live 10m code",
            " statistics true " + directory.resolve("larder.conf")
                + ", line 3: larder.caches.\"bill*\".statistics");
  }

  @Test
  void aPatternThatMatchesNoCacheIsToldOfWithTheNamesThereAre() throws IOException {
    CacheManager manager = manager("orders {}, \"ordres*\" { maximum-size = 5 }");
    String warning = "patterns that match no cache: ordres* (the caches are: orders)";
    assertThat(larder(manager).describe()).contains(warning);
    manager.close();
    assertThat(pantry.logged).anyMatch(line -> line.contains(warning));
  }

  @Test
  void c74_askingForACacheThatIsNotThereNamesTheNearest() throws IOException {
    LarderCacheManager manager = larder(manager("orders {}, bills {}"));
    assertThat(manager.requireCache("orders").getName()).isEqualTo("orders");
    assertThatThrownBy(() -> manager.requireCache("oders"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("no cache \"oders\"")
        .hasMessageContaining("did you mean orders? (known here: bills, orders)");
  }

  @Test
  void c73_aCacheThatWasMadeElsewhereIsListedUnderItsName() throws IOException {
    CacheManager manager = manager("bills {}");
    Cache<String, String> guest = pantry.cache(
        new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    larder(manager).register("guest", guest);
    assertThat(manager.getCacheNames()).containsExactly("bills", "guest");
    assertThat(manager.getCache("guest", String.class, String.class)).isSameAs(guest);
    assertThat(larder(manager).describe()).contains("cache \"guest\": registered");
    assertThatThrownBy(() -> larder(manager).register("bills", guest))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("already");
    assertThatThrownBy(() -> manager.createCache("guest", new MutableConfiguration<>()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("already");
    manager.close();
    assertThat(guest.isClosed()).isFalse();
  }

  @Test
  void c71_configuringChangesACacheAndDescribeTellsOfIt() throws IOException {
    CacheManager manager = manager("orders { maximum-size = 10, time-to-live = 1h }");
    Cache<Object, Object> orders = manager.getCache("orders");
    larder(manager)
        .configure(
            "orders", new LarderConfiguration<>().maximumSize(3).timeToLive(Duration.ofMinutes(1)));
    assertThat(maximumSize(orders)).isEqualTo(3);
    assertThat(larder(manager).describe().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(" maximum-size 3 changed at run time", " time-to-live 1m changed at run time");
    assertThat(Pantry.configurationOf(orders).toMap()).containsEntry("maximum-size", 3L);
  }

  @Test
  void c71_configuringMakesACacheThatTheFileNamesAndNobodyHasAskedForYet() throws IOException {
    CacheManager manager = manager("orders { time-to-live = 1h, statistics = true }");
    larder(manager).configure("orders", new LarderConfiguration<>().jitter(0.1).maximumSize(5));
    assertThat(larder(manager).describe().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(" jitter 10% code", " maximum-size 5 code");
  }

  @Test
  void aChangeThatContradictsWhatStaysIsRefusedAndChangesNothing() throws IOException {
    CacheManager manager = manager("names { loader = \"" + Greeter.class.getName()
        + "\", refresh-after = 10m, time-to-live = 1h }");
    LarderCache<?, ?> names = manager.getCache("names").unwrap(LarderCache.class);
    assertThatThrownBy(() ->
            names.reconfigure(change -> change.timeToLive(Duration.ofMinutes(5)).maximumSize(7)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("refresh-after = 10m comes too late")
        .hasMessageContaining("changed at run time: time-to-live = 5m");
    assertThat(names.maximumSize()).isEqualTo(10_000);
  }

  @Test
  void c70_allCachesAreReplacedAtOnceOrNone() throws IOException {
    CacheManager manager = manager("orders {}, bills {}");
    manager.getCache("orders").put("key", "value");
    LarderConfiguration<Object, Object> wrong = new LarderConfiguration<>().set("weigher", "bytes");
    assertThatThrownBy(() -> larder(manager).replaceAll(Map.of("new", wrong)))
        .isInstanceOf(CacheException.class);
    assertThat(manager.getCacheNames()).containsExactly("bills", "orders");
    larder(manager)
        .replaceAll(Map.of(
            "orders",
            new LarderConfiguration<>().maximumSize(5),
            "new",
            new MutableConfiguration<>()));
    assertThat(manager.getCacheNames()).containsExactly("new", "orders");
    assertThat(manager.getCache("orders").containsKey("key")).isFalse();
    assertThat(maximumSize(manager.getCache("orders"))).isEqualTo(5);
  }

  @Test
  void c75_allCachesAreClearedAtOnce() throws IOException {
    CacheManager manager = manager("orders {}, bills {}");
    manager.getCacheNames().forEach(name -> manager.getCache(name).put("key", "value"));
    larder(manager).clearAll();
    manager
        .getCacheNames()
        .forEach(name -> assertThat(manager.getCache(name).containsKey("key")).isFalse());
  }

  @Test
  void c72_aPatternIsATemplateForTheCachesThatCodeCreates() throws IOException {
    CacheManager manager = manager(
        "\"com.acme.*\" { maximum-size = 7, time-to-live = 1h, store-by-value = false, statistics = true }");
    Cache<Object, Object> orders =
        manager.createCache("com.acme.Order", new MutableConfiguration<>());
    LarderConfiguration<?, ?> now = Pantry.configurationOf(orders);
    assertThat(now.isStatisticsEnabled()).isTrue();
    assertThat(now.isStoreByValue()).isFalse();
    assertThat(now.toMap()).containsEntry("maximum-size", 7L);
  }

  @Test
  void hibernatesTimestampsAreNeitherEvictedNorExpiredAndItsRegionsAreBounded() {
    CacheManager manager =
        provider.getCacheManager(URI.create("classpath:larder-hibernate.conf"), null);
    assertThat(maximumSize(manager.getCache("default-update-timestamps-region")))
        .isEqualTo(Long.MAX_VALUE);
    Cache<Object, Object> region =
        manager.createCache("com.acme.Order", new MutableConfiguration<>());
    assertThat(maximumSize(region)).isEqualTo(10_000);
    MutableConfiguration<?, ?> now = Pantry.configurationOf(region);
    assertThat(now.isStoreByValue()).isFalse();
  }

  private static long maximumSize(Cache<?, ?> cache) {
    return cache.unwrap(LarderCache.class).maximumSize();
  }

  @Test
  void whoLooksOnMakesNoCache() throws IOException {
    LarderCacheManager manager = larder(manager("orders { statistics = true }, drafts { }"));
    assertThat(manager.openCaches()).containsOnlyKeys("orders");
    manager.createCache("orders", new MutableConfiguration<>());
    manager.getCache("drafts");
    assertThat(manager.openCaches()).containsOnlyKeys("drafts", "orders");
  }

  @Test
  void aCacheTellsWhereItsSettingsWereSaid() throws IOException {
    LarderCacheManager manager = larder(manager("orders { maximum-size = 7, tier {} }"));
    LarderCache<?, ?> cache = manager.requireCache("orders").unwrap(LarderCache.class);
    cache.reconfigure(change -> change.timeToLive(Duration.ofMinutes(5)));
    assertThat(cache.effectiveSettings())
        .contains(
            new EffectiveSetting(
                "maximum-size",
                "7",
                directory.resolve("larder.conf") + ", line 2: larder.caches.orders.maximum-size"),
            new EffectiveSetting("time-to-live", "5m", "changed at run time"),
            new EffectiveSetting("policy", "tiny-lfu", "built in"));
  }
}
