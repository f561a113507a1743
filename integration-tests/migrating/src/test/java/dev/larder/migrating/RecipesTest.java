package dev.larder.migrating;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCache;
import dev.larder.LarderCacheManager;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Carries out each recipe as the page has it: the old provider with the old file, Larder with the new one. */
class RecipesTest {
  private static final String LARDER = "dev.larder.LarderCachingProvider";
  private static final String CAFFEINE =
      "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider";
  private static final String EHCACHE = "org.ehcache.jsr107.EhcacheCachingProvider";

  @TempDir
  private Path directory;

  private final List<CachingProvider> providers = new ArrayList<>();

  @AfterEach
  void closeProviders() {
    providers.forEach(CachingProvider::close);
  }

  @Test
  void anApplicationConfiguredForCaffeineMovesToLarder() throws Exception {
    List<String> files = blocks("From Caffeine", "hocon");
    CacheManager caffeine = manager(CAFFEINE, "application.conf", files.get(0));
    new Application(caffeine).runLoading();
    caffeine.close();
    CacheManager larder = manager(LARDER, "larder.conf", files.get(1));
    new Application(larder).runLoading();
    assertThat(described(larder))
        .contains(
            " maximum-size 500 ", " time-to-live 10m ", " time-to-idle 5m ", " management true ");
    assertThat(size(larder, "orders")).isEqualTo(500);
  }

  @Test
  void larderReadsItsPartOfAFileThatIsCaffeinesToo() throws Exception {
    List<String> files = blocks("From Caffeine", "hocon");
    new Application(manager(LARDER, "application.conf", files.get(0) + files.get(1))).runLoading();
  }

  @Test
  void anApplicationConfiguredForEhcacheMovesToLarder() throws Exception {
    CacheManager ehcache =
        manager(EHCACHE, "ehcache.xml", blocks("From Ehcache", "xml").get(0));
    new Application(ehcache).run();
    ehcache.close();
    CacheManager larder =
        manager(LARDER, "larder.conf", blocks("From Ehcache", "hocon").get(0));
    new Application(larder).run();
    assertThat(described(larder))
        .contains(
            " maximum-size 500 ", " maximum-size 1000 ", " time-to-live 10m ", " time-to-idle 5m ");
    assertThat(size(larder, "orders")).isEqualTo(500);
  }

  @Test
  void anApplicationThatCreatesItsCachesByCodeMovesToLarder() throws Exception {
    String code = blocks("From plain JCache", "java").get(0);
    CacheManager caffeine = provider(CAFFEINE).getCacheManager();
    create(caffeine, code);
    new Application(caffeine).runLoading();
    caffeine.close();

    CacheManager bare = provider(LARDER).getCacheManager();
    create(bare, code);
    new Application(bare).runLoading();
    assertThat(size(bare, "orders")).as("the default").isEqualTo(2_001);
    bare.close();

    CacheManager larder =
        manager(LARDER, "larder.conf", blocks("From plain JCache", "hocon").get(0));
    create(larder, code);
    new Application(larder).runLoading();
    assertThat(size(larder, "orders")).isEqualTo(500);
    assertThat(described(larder)).contains(" time-to-idle 5m ", " stale-if-error 1h ");
  }

  private CacheManager manager(String provider, String fileName, String text) throws Exception {
    URI file = Files.writeString(directory.resolve(fileName), text).toUri();
    CachingProvider found = provider(provider);
    return found.getCacheManager(file, found.getDefaultClassLoader());
  }

  private CachingProvider provider(String className) {
    CachingProvider provider = Caching.getCachingProvider(className);
    providers.add(provider);
    return provider;
  }

  private static long size(CacheManager larder, String cache) {
    return larder.getCache(cache).unwrap(LarderCache.class).size();
  }

  private static String described(CacheManager larder) {
    return larder.unwrap(LarderCacheManager.class).describe().replaceAll(" +", " ");
  }

  /** What stands between fences of this language, in the section of this title. */
  private static List<String> blocks(String title, String language) throws Exception {
    String page = Files.readString(Path.of("..", "..", "docs", "migrating.md"));
    String section = page.substring(page.indexOf("\n## " + title));
    int end = section.indexOf("\n## ", 1);
    Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(end < 0 ? section : section.substring(0, end));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(requireNonNull(matcher.group(1)));
    }
    return blocks;
  }

  /** Compiles the page's statements, and runs them with this manager. */
  private void create(CacheManager manager, String statements) throws Exception {
    String source = """
        import javax.cache.*;
        import javax.cache.configuration.*;
        import javax.cache.expiry.*;
        public class Example {
          public static void run(CacheManager manager) {
            %s
          }
        }
        """.formatted(statements);
    JavaFileObject unit =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var compiler = requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
    StringWriter messages = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = List.of(
          "-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      assertThat(compiler
              .getTask(messages, files, null, options, null, List.of(unit))
              .call())
          .as(messages.toString())
          .isTrue();
    }
    try (URLClassLoader loader = new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, RecipesTest.class.getClassLoader())) {
      loader.loadClass("Example").getMethod("run", CacheManager.class).invoke(null, manager);
    }
  }
}
