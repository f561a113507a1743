package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who copies docs/guide.md gets what it promises. */
class FirstStepsTest {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  @AfterEach
  void close() {
    Caching.getCachingProvider().close();
  }

  @Test
  void aBoundedCacheWithATimeToLive() throws IOException {
    assertThat(printedBy(() -> FirstCache.main(new String[0]))).isEqualTo("apples: 3\n");
    assertThat(guide()).contains("prints `apples: 3`");
    LarderCache<?, ?> stock = caches().getCache("stock").unwrap(LarderCache.class);
    assertThat(stock.maximumSize()).isEqualTo(2000);
    assertThat(stock.expiryTimes()).hasSize(1);
  }

  @Test
  void aRegionOfHibernates() throws IOException {
    try (SessionFactory sessions = FirstRegion.open()) {
      LarderCache<?, ?> region = caches().getCache("shop.Product").unwrap(LarderCache.class);
      assertThat(region.maximumSize()).isEqualTo(50_000);
      long before = region.stats().snapshot().hits();
      sessions.inTransaction(session -> session.find(Product.class, 1L));
      assertThat(region.stats().snapshot().hits()).isEqualTo(before + 1);
    }
    assertThat(printedBy(() -> FirstRegion.main(new String[0]))).isEqualTo(promised("product 1\n"));
  }

  @Test
  void theProjectToCopyHasTheVersionsOfThisOne() throws Exception {
    List<String> copied = versions("../../docs/first-steps/pom.xml");
    List<String> ours = new ArrayList<>(versions("pom.xml"));
    ours.addAll(versions("../../pom.xml"));
    ours.add("larder-bom " + System.getProperty("larder.version"));
    ours.add("shop 1");
    assertThat(copied).hasSizeGreaterThan(5).isSubsetOf(ours);
  }

  private static List<String> versions(String pom) throws IOException {
    return VERSION
        .matcher(Files.readString(Path.of(pom)))
        .results()
        .map(artifact -> artifact.group(1) + " " + artifact.group(2))
        .toList();
  }

  private static CacheManager caches() {
    return Caching.getCachingProvider().getCacheManager();
  }

  private static String guide() throws IOException {
    return Files.readString(Queries.DOCS.resolve("guide.md"));
  }

  /** The output that the guide shows, by how it begins. */
  private static String promised(String begin) throws IOException {
    String rest = guide().split("```text\n(?=" + Pattern.quote(begin) + ")", 2)[1];
    return rest.substring(0, rest.indexOf("```"));
  }

  private static String printedBy(Runnable program) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
