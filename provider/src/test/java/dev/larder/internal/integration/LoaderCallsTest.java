package dev.larder.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LoaderCallsTest {
  /** Answers both methods from one function. */
  private static class Loader implements CacheLoader<String, Integer>, AutoCloseable {
    final Function<Iterable<? extends String>, @Nullable Map<String, Integer>> answer;
    final List<String> asked = new ArrayList<>();

    Loader(Function<Iterable<? extends String>, @Nullable Map<String, Integer>> answer) {
      this.answer = answer;
    }

    @Override
    @SuppressWarnings("NullAway") // a user's loader may do so
    public Integer load(String key) {
      return answer.apply(List.of(key)).get(key);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
      keys.forEach(asked::add);
      return answer.apply(keys);
    }

    @Override
    public void close() throws IOException {
      throw new IOException("cannot close");
    }
  }

  private static LoaderCalls<String, Integer> answering(Map<String, Integer> answer) {
    return new LoaderCalls<>("orders", new Loader(keys -> answer));
  }

  private static LoaderCalls<String, Integer> throwing(Throwable thrown) {
    return new LoaderCalls<>(
        "orders", new Loader(keys -> LoaderCallsTest.<RuntimeException>sneak(thrown)));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> Map<String, Integer> sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void itGivesWhatTheLoaderHas() {
    assertThat(answering(Map.of("one", 1)).load("one")).isEqualTo(1);
  }

  @Test
  void itGivesNullWhereTheLoaderHasNothing() {
    assertThat(answering(Map.of()).load("one")).isNull();
  }

  @Test
  void aLoaderExceptionComesOutAsItIs() {
    CacheLoaderException thrown = new CacheLoaderException("no");
    assertThatThrownBy(() -> throwing(thrown).load("one")).isSameAs(thrown);
    assertThatThrownBy(() -> throwing(thrown).loadAll(Set.of("one"))).isSameAs(thrown);
  }

  @Test
  void anyOtherExceptionComesOutAsTheCauseOfOne() {
    RuntimeException thrown = new IllegalStateException("no");
    assertThatThrownBy(() -> throwing(thrown).load("secret"))
        .isExactlyInstanceOf(CacheLoaderException.class)
        .hasCause(thrown)
        .hasMessageContaining("\"orders\"")
        .hasMessageContaining("LoaderCallsTest$Loader")
        .message()
        .doesNotContain("secret");
    assertThatThrownBy(() -> throwing(thrown).loadAll(Set.of("secret")))
        .isExactlyInstanceOf(CacheLoaderException.class)
        .hasCause(thrown)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aCheckedExceptionThatWasSmuggledOutIsWrapped() {
    Exception thrown = new IOException("no");
    assertThatThrownBy(() -> throwing(thrown).load("one"))
        .isInstanceOf(CacheLoaderException.class)
        .hasCause(thrown);
  }

  @Test
  void anErrorComesOutAsItIs() {
    Error thrown = new StackOverflowError("no");
    assertThatThrownBy(() -> throwing(thrown).load("one")).isSameAs(thrown);
    assertThatThrownBy(() -> throwing(thrown).loadAll(Set.of("one"))).isSameAs(thrown);
  }

  @Test
  void manyAreLoadedInOneCall() {
    Loader loader = new Loader(keys -> Map.of("one", 1, "two", 2));
    assertThat(new LoaderCalls<>("orders", loader).loadAll(Set.of("one", "two")))
        .isEqualTo(Map.of("one", 1, "two", 2));
    assertThat(loader.asked).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void withoutKeysTheLoaderIsNotCalled() {
    assertThat(throwing(new AssertionError("called")).loadAll(Set.of())).isEmpty();
  }

  @Test
  void onlyWhatWasAskedForAndIsThereCounts() {
    Map<String, Integer> answer = new HashMap<>();
    answer.put("one", 1);
    answer.put("null", null);
    answer.put("unasked", 3);
    answer.put(null, 4);
    assertThat(answering(answer).loadAll(Set.of("one", "null", "missing")))
        .isEqualTo(Map.of("one", 1));
  }

  @Test
  void noMapAtAllIsAnEmptyAnswer() {
    LoaderCalls<String, Integer> calls = new LoaderCalls<>("orders", new Loader(keys -> null));
    assertThat(calls.loadAll(Set.of("one"))).isEmpty();
  }

  @Test
  void aMapThatFailsWhenItIsReadIsAFailedLoad() {
    Map<String, Integer> broken = new HashMap<>() {
      @Override
      public Integer get(Object key) {
        throw new IllegalStateException("lazily failed");
      }
    };
    assertThatThrownBy(() -> answering(broken).loadAll(Set.of("one")))
        .isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void theLoaderCannotChangeTheKeys() {
    Set<String> keys = new HashSet<>(Set.of("one"));
    LoaderCalls<String, Integer> calls = new LoaderCalls<>("orders", new Loader(asked -> {
      asked.iterator().remove();
      return Map.of();
    }));
    assertThatThrownBy(() -> calls.loadAll(keys))
        .hasCauseInstanceOf(UnsupportedOperationException.class);
    assertThat(keys).containsExactly("one");
  }

  @Test
  void aLoaderThatFailsToCloseFailsQuietly() {
    try (LogCapture log = new LogCapture()) {
      answering(Map.of()).close();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("\"orders\"", "loader", "failed to close");
    }
  }

  @Test
  void aLoaderIsClosedIfItCanBe() {
    AtomicInteger closed = new AtomicInteger();
    new LoaderCalls<>("orders", new Loader(keys -> Map.of()) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        })
        .close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void noLoaderFindsNothing() {
    LoaderCalls<String, Integer> none = LoaderCalls.none();
    assertThat(none.isPresent()).isFalse();
    assertThat(none.load("one")).isNull();
    assertThat(none.loadAll(Set.of("one"))).isEmpty();
    assertThatCode(none::close).doesNotThrowAnyException();
    assertThat(answering(Map.of()).isPresent()).isTrue();
  }

  @Test
  void whatIsClosedIsNotCalledAnyMore() {
    Loader loader = new Loader(keys -> Map.of("a", 1));
    LoaderCalls<String, Integer> calls = new LoaderCalls<>("orders", loader);
    calls.close();
    assertThatThrownBy(() -> calls.load("a"))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .rootCause()
        .hasMessageContaining("was closed with its cache");
    assertThatThrownBy(() -> calls.loadAll(Set.of("a"))).isInstanceOf(CacheLoaderException.class);
    assertThat(loader.asked).isEmpty();
  }
}
