package dev.larder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands there. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");

  @TempDir
  private Path directory;

  @AfterEach
  void closeWhatTheExampleOpened() {
    Caching.getCachingProvider().close();
  }

  @Test
  void itsJavaCompilesAndRuns() throws Exception {
    List<String> examples = blocks("java");
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(run(example)).isEqualTo(2);
    }
  }

  @Test
  void itsConfigurationFilesAreUnderstood() throws Exception {
    List<String> examples = blocks("hocon");
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    for (String example : examples) {
      Path file = Files.writeString(directory.resolve("larder.conf"), example);
      CacheManager manager = Caching.getCachingProvider().getCacheManager(file.toUri(), null);
      Cache<?, ?> cache = manager.createCache("anything", new MutableConfiguration<>());
      assertThat(cache.unwrap(LarderCache.class).maximumSize()).isEqualTo(10_000);
      manager.close();
    }
  }

  @Test
  void itsCommandsAreThere() throws Exception {
    assertThat(blocks("sh")).contains("./demo.sh\n", "./test.sh\n");
    assertThat(Path.of("..", "demo.sh")).isExecutable();
    assertThat(Path.of("..", "test.sh")).isExecutable();
  }

  private static List<String> blocks(String language) throws Exception {
    Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(README));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(requireNonNull(matcher.group(1)));
    }
    return blocks;
  }

  /** Compiles the statements as the body of a method, runs it, and gives the value of {@code left}. */
  private Object run(String statements) throws Exception {
    String source = """
        import java.util.*;
        import javax.cache.*;
        import javax.cache.configuration.*;
        import javax.cache.expiry.*;
        public class Example {
          public static Object run() {
            %s
            return left;
          }
        }
        """.formatted(statements);
    JavaCompiler compiler =
        requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = List.of(
          "-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      JavaFileObject unit =
          new SimpleJavaFileObject(
              URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return source;
            }
          };
      boolean compiled =
          compiler.getTask(messages, files, null, options, null, List.of(unit)).call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    try (URLClassLoader loader = new URLClassLoader(
        new java.net.URL[] {directory.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
      return requireNonNull(loader.loadClass("Example").getMethod("run").invoke(null));
    }
  }
}
