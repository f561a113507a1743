package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What these pages of {@code docs} show works as it stands there, one block after the other. */
class DocumentedExamplesTest {
  private static final String IMPORTS = """
      import dev.larder.error.CacheConfigurationException;
      import dev.larder.memo.*;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.time.Instant;
      import java.util.concurrent.CompletableFuture;
      import java.util.concurrent.atomic.AtomicBoolean;
      import java.util.concurrent.atomic.AtomicInteger;
      import java.util.concurrent.atomic.AtomicReference;
      import java.util.function.Supplier;
      import javax.cache.integration.CacheLoader;
      """;

  @TempDir
  private Path directory;

  @AfterEach
  void closeWhatTheExampleOpened() {
    Caching.getCachingProvider().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"larder-cache", "advisor"})
  void itsExamplesCompileAndRun(String page) throws Exception {
    List<String> examples = new MarkdownPage("docs/" + page + ".md").blocks("java");
    assertThat(examples).isNotEmpty();
    String body =
        """
        Path directory = Path.of("%s");
        java.util.function.Consumer<Boolean> checker = holds -> {
          if (!holds) throw new AssertionError("an example does not hold");
        };
        %s
        return "done";
        """.formatted(directory, String.join("\n", examples).replace("check(", "checker.accept("));
    assertThat(JavaSnippet.run(directory, IMPORTS, body)).isEqualTo("done");
  }
}
