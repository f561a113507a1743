package dev.larder.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderCache;
import dev.larder.LarderConfiguration;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells the calls of memoized functions apart, and where they are. */
class MemoKeysTest {
  private final AtomicInteger calls = new AtomicInteger();

  private String shout(String text) {
    calls.incrementAndGet();
    return text.toUpperCase(Locale.ROOT);
  }

  @Test
  void t20_aKeyBuilderSaysWhichCallsAreOne() {
    MemoFunction<String, String> shout = Memo.memory()
        .keyedBy(arguments -> String.valueOf(arguments.get(0)).toLowerCase(Locale.ROOT))
        .function(this::shout);
    assertThat(shout.apply("apple")).isEqualTo("APPLE");
    assertThat(shout.apply("Apple")).isEqualTo("APPLE");
    assertThat(calls).hasValue(1);
    assertThat(shout.key("APPLE")).isEqualTo("apple");
    assertThat(shout.invalidate("aPPLE")).isTrue();
    assertThat(shout.apply("apple")).isEqualTo("APPLE");
    assertThat(calls).hasValue(2);
  }

  @Test
  void t20_aKeyBuilderThatGivesNullIsRefusedWithARemedy() {
    @SuppressWarnings("NullAway") // as somebody's mistake
    MemoFunction<String, String> shout =
        Memo.memory().keyedBy(arguments -> null).function(this::shout);
    assertThatThrownBy(() -> shout.apply("apple"))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("must give a key");
  }

  @Test
  void t20_functionsThatShareACacheHaveNameSpaces() {
    LarderCache<Object, Object> cache =
        LarderCache.unlisted("shared", new LarderConfiguration<Object, Object>().maximumSize(100));
    MemoFunction<String, String> shout = Memo.in(cache).named("shout").function(this::shout);
    MemoFunction<String, String> strip = Memo.in(cache).named("strip").function(String::strip);
    assertThat(shout.apply("apple ")).isEqualTo("APPLE ");
    assertThat(strip.apply("apple ")).isEqualTo("apple");
    strip.invalidateAll();
    assertThat(cache.containsKey(shout.key("apple "))).isTrue();
    assertThat(Memo.in(cache).named("shout").function(this::shout).apply("apple "))
        .isEqualTo("APPLE ");
    assertThat(calls).hasValue(1);
  }

  @Test
  void t5_withoutTheJarForDisksAFunctionThatIsLeftToItselfIsInMemory(@TempDir Path directory) {
    Path nowhere = directory.resolve("nowhere");
    MemoFunction<String, String> shout =
        Memo.auto().folder(nowhere).named("shout").function(this::shout);
    assertThat(shout.apply("a")).isSameAs(shout.apply("a"));
    assertThat(calls).hasValue(1);
    assertThat(nowhere).doesNotExist();
  }
}
