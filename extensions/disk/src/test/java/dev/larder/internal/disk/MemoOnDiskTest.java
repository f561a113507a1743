package dev.larder.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.memo.Memo;
import dev.larder.memo.MemoFunction;
import dev.larder.memo.MemoTier;
import dev.larder.memo.Memoize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions whose results are on disk. */
class MemoOnDiskTest {
  @TempDir
  private Path root;

  private final AtomicInteger calls = new AtomicInteger();

  private String twice(String text) {
    calls.incrementAndGet();
    return text + text;
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders.map(folder -> folder.getFileName().toString()).toList();
    }
  }

  @Test
  void t2_t5_aNamedFunctionsResultsAreThereAfterItsCacheWasClosed() {
    Memo memo = Memo.disk().folder(root).named("twice");
    for (int start = 0; start < 3; start++) {
      MemoFunction<String, String> twice = memo.function(this::twice);
      for (int i = 0; i < 300; i++) {
        assertThat(twice.apply("text" + i)).isEqualTo("text" + i + "text" + i);
      }
      twice.cache().close();
    }
    assertThat(calls).hasValue(300);
    assertThat(root.resolve("cache-twice")).isDirectory();
  }

  @Test
  void t3_t5_eachResultMayHaveAFileOfItsOwn() throws IOException {
    MemoFunction<String, String> twice =
        Memo.file().folder(root).named("twice").function(this::twice);
    for (int i = 0; i < 5; i++) {
      assertThat(twice.apply("text" + i)).contains("text");
    }
    try (Stream<Path> files = Files.list(root.resolve("cache-twice/large"))) {
      assertThat(files).hasSize(5);
    }
    twice.cache().close();
  }

  @Test
  void t5_leftToItselfAFunctionIsOnDiskWhenAFolderIsNamedAndElseInMemory() throws IOException {
    MemoFunction<String, String> onDisk =
        Memo.auto().folder(root).named("twice").function(this::twice);
    assertThat(onDisk.apply("a")).isEqualTo("aa");
    assertThat(root.resolve("cache-twice/db")).isDirectory();
    onDisk.cache().close();
    MemoFunction<String, String> inMemory = Memo.auto().named("other").function(this::twice);
    String result = inMemory.apply("b");
    assertThat(inMemory.apply("b")).as("the very object").isSameAs(result);
    MemoFunction<String, CompletableFuture<String>> future = Memo.auto()
        .folder(root)
        .named("future")
        .async(text -> CompletableFuture.completedFuture(twice(text)));
    assertThat(future.apply("c").join()).isEqualTo("cc");
    assertThat(folders()).containsExactly("cache-twice");
  }

  @Test
  void t5_futuresAreRefusedOnDisk() {
    assertThatThrownBy(() -> Memo.disk()
            .folder(root)
            .async((String text) -> CompletableFuture.completedFuture(twice(text))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use MEMORY");
  }

  interface Texts {
    @Memoize(tier = MemoTier.DISK)
    String twice(String text);

    @Memoize(tier = MemoTier.AUTO)
    CompletableFuture<String> later(String text);

    @Memoize
    String inMemory(String text);
  }

  private final class Texter implements Texts {
    @Override
    public String twice(String text) {
      return MemoOnDiskTest.this.twice(text);
    }

    @Override
    public CompletableFuture<String> later(String text) {
      return CompletableFuture.completedFuture(twice(text));
    }

    @Override
    public String inMemory(String text) {
      return twice(text);
    }
  }

  @Test
  void t5_eachMethodMaySayWhereItsResultsAre() throws IOException {
    Texts texts = Memo.memory().folder(root).proxy(Texts.class, new Texter());
    for (int i = 0; i < 3; i++) {
      assertThat(texts.twice("a")).isEqualTo("aa");
      assertThat(texts.later("b").join()).isEqualTo("bb");
      assertThat(texts.inMemory("c")).isEqualTo("cc");
    }
    assertThat(calls).hasValue(3);
    assertThat(folders()).hasSize(1).allMatch(folder -> folder.contains("twice"));
    Memo.close(texts);
    Texts again = Memo.memory().folder(root).proxy(Texts.class, new Texter());
    assertThat(again.twice("a")).isEqualTo("aa");
    assertThat(calls).as("the disk remembers").hasValue(3);
    Memo.close(again);
    assertThatThrownBy(() -> Memo.close("a text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give what proxy(...) gave");
  }

  @Test
  void t10_aFunctionWithoutANameHasAFolderOfAGeneratedOne() throws IOException {
    MemoFunction<String, String> one = Memo.disk().folder(root).function(this::twice);
    MemoFunction<String, String> other = Memo.disk().folder(root).function(String::strip);
    assertThat(one.apply("a")).isEqualTo("aa");
    assertThat(other.apply(" a")).isEqualTo("a");
    assertThat(folders()).hasSize(2).doesNotHaveDuplicates();
    one.cache().close();
    other.cache().close();
    assertThat(folders()).isEmpty();
  }
}
