package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.internal.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/configuration.md} shows works as it stands there. */
class ConfigurationDocTest {
  private final MarkdownPage page = new MarkdownPage("docs/configuration.md");

  private final LarderCachingProvider provider = new LarderCachingProvider();

  @TempDir
  private Path directory;

  @AfterEach
  void close() {
    provider.close();
  }

  private CacheManager managerOfTheExample() throws Exception {
    Path file =
        Files.writeString(directory.resolve("larder.conf"), page.blocks("hocon").get(0));
    return provider.getCacheManager(file.toUri(), null);
  }

  @Test
  void itsFileIsUnderstoodAndItsCachesWork() throws Exception {
    CacheManager manager = managerOfTheExample();
    assertThat(manager.getCacheNames())
        .containsExactly(
            "audit", "counters", "drafts", "forecasts", "ledger", "products", "rates", "sessions");
    assertThat(manager.getCache("rates").get("four")).isEqualTo(4);
    assertThat(manager.getCache("ledger").get("seven77")).isEqualTo(7);
    manager.getCache("ledger").put("key", "value");
    Cache<Object, Object> drafts = manager.getCache("drafts");
    int[] draft = {1, 2};
    drafts.put("key", draft);
    assertThat((int[]) drafts.get("key")).isNotSameAs(draft).containsExactly(1, 2);
    manager.getCache("audit").put("key", "value");
    assertThat(manager.getCache("audit").containsKey("key")).isFalse();
    manager.getCache("counters", Object.class, Long.class).put("key", 1L);
    assertThat(manager.getCache("counters").get("other")).isEqualTo(0L);
  }

  @Test
  void itsFileUsesEveryKeyThatWorks() {
    String example = page.blocks("hocon").get(0);
    assertThat(Settings.all())
        .filteredOn(setting -> !setting.equals(Settings.TIER))
        .allSatisfy(setting -> assertThat(example).contains(setting.key() + " = "));
  }

  @Test
  void itsJavaCompilesAndRuns() throws Exception {
    List<String> examples = page.blocks("java");
    assertThat(examples).hasSize(1);
    Object entries = JavaSnippet.run(
        directory,
        "CacheManager manager = Caching.getCachingProvider().getCacheManager();\n" + examples.get(0)
            + "return entries + everything.length() * 0;");
    javax.cache.Caching.getCachingProvider().close();
    assertThat(entries).isEqualTo(500L);
  }
}
