package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/advisor.md} shows works as it stands there, one block after the other. */
class AdvisorDocTest {
  @TempDir
  private Path directory;

  @AfterEach
  void closeWhatTheExampleOpened() {
    Caching.getCachingProvider().close();
  }

  @Test
  void itsExamplesCompileAndRun() throws Exception {
    List<String> examples = new MarkdownPage("docs/advisor.md").blocks("java");
    assertThat(examples).hasSize(1);
    String body = """
        var manager = javax.cache.Caching.getCachingProvider().getCacheManager();
        java.util.function.Consumer<Boolean> checker = holds -> {
          if (!holds) throw new AssertionError("an example does not hold");
        };
        %s
        return "done";
        """.formatted(String.join("\n", examples).replace("check(", "checker.accept("));
    assertThat(JavaSnippet.run(directory, "", body)).isEqualTo("done");
  }
}
