package dev.larder.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WriterCallsTest {
  /** Writes into a map; fails at one key; takes out of bulk collections what it has done, or does not. */
  private static final class Store implements CacheWriter<String, Integer>, AutoCloseable {
    final Map<Object, Object> content = new LinkedHashMap<>();

    @Nullable
    String failingKey;

    Throwable failure = new CacheWriterException("no");
    boolean tidy = true;
    int closed;

    @Override
    public void write(Cache.Entry<? extends String, ? extends Integer> entry) {
      failAt(entry.getKey());
      content.put(entry.getKey(), entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends Integer>> entries) {
      for (Cache.Entry<? extends String, ? extends Integer> entry : List.copyOf(entries)) {
        write(entry);
        if (tidy) {
          entries.remove(entry);
        }
      }
    }

    @Override
    public void delete(Object key) {
      failAt(key);
      content.remove(key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      for (Object key : List.copyOf(keys)) {
        delete(key);
        if (tidy) {
          keys.remove(key);
        }
      }
    }

    private void failAt(Object key) {
      if (key.equals(failingKey)) {
        WriterCallsTest.<RuntimeException>sneak(failure);
      }
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private final Store store = new Store();
  private final WriterCalls<String, Integer> calls = new WriterCalls<>("orders", store);

  private static List<WriterEntry<String, Integer>> entries(String... keys) {
    return Stream.of(keys).map(key -> new WriterEntry<>(key, key.length())).toList();
  }

  private static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  @Test
  void anEntryIsWritten() {
    calls.write(new WriterEntry<>("one", 1));
    assertThat(store.content).isEqualTo(Map.of("one", 1));
  }

  @Test
  void aKeyIsDeletedBeItThereOrNot() {
    store.content.put("one", 1);
    calls.delete("one");
    calls.delete("two");
    assertThat(store.content).isEmpty();
  }

  @Test
  void aWriterExceptionComesOutAsItIs() {
    store.failingKey = "one";
    assertThatThrownBy(() -> calls.write(new WriterEntry<>("one", 1))).isSameAs(store.failure);
    assertThatThrownBy(() -> calls.delete("one")).isSameAs(store.failure);
    assertThatThrownBy(() -> calls.writeAll(entries("one")).throwIfFailed())
        .isSameAs(store.failure);
    assertThatThrownBy(() -> calls.deleteAll(keys("one")).throwIfFailed()).isSameAs(store.failure);
  }

  @Test
  void anyOtherExceptionComesOutAsTheCauseOfOne() {
    store.failingKey = "secret";
    store.failure = new IllegalStateException("no");
    assertWrapped(() -> calls.write(new WriterEntry<>("secret", 1)));
    assertWrapped(() -> calls.delete("secret"));
    assertWrapped(() -> calls.writeAll(entries("secret")).throwIfFailed());
    assertWrapped(() -> calls.deleteAll(keys("secret")).throwIfFailed());
  }

  private void assertWrapped(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(CacheWriterException.class)
        .hasCause(store.failure)
        .hasMessageContaining("\"orders\"")
        .hasMessageContaining("WriterCallsTest$Store")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void anErrorComesOutAsItIs() {
    store.failingKey = "one";
    store.failure = new StackOverflowError("no");
    assertThatThrownBy(() -> calls.write(new WriterEntry<>("one", 1))).isSameAs(store.failure);
    assertThatThrownBy(() -> calls.delete("one")).isSameAs(store.failure);
  }

  @Test
  void manyAreWrittenInOneCall() {
    BulkOutcome<String> outcome = calls.writeAll(entries("one", "three"));
    outcome.throwIfFailed();
    assertThat(outcome.hasFailed("one")).isFalse();
    assertThat(store.content).isEqualTo(Map.of("one", 3, "three", 5));
  }

  @Test
  void manyAreDeletedInOneCall() {
    store.content.putAll(Map.of("one", 1, "two", 2, "three", 3));
    BulkOutcome<String> outcome = calls.deleteAll(keys("one", "two"));
    outcome.throwIfFailed();
    assertThat(outcome.hasFailed("one")).isFalse();
    assertThat(store.content).isEqualTo(Map.of("three", 3));
  }

  @Test
  void withoutWorkTheWriterIsNotCalled() {
    WriterCalls<String, Integer> unused = new WriterCalls<>("orders", new UncallableWriter());
    unused.writeAll(List.of()).throwIfFailed();
    unused.deleteAll(Set.of()).throwIfFailed();
  }

  @Test
  void whatTheWriterHasLeftWhenItThrowsHasFailed() {
    store.failingKey = "two";
    BulkOutcome<String> written = calls.writeAll(entries("one", "two", "three"));
    assertThat(keys("one", "two", "three"))
        .filteredOn(written::hasFailed)
        .containsExactly("two", "three");
    BulkOutcome<String> deleted = calls.deleteAll(keys("one", "two", "three"));
    assertThat(keys("one", "two", "three"))
        .filteredOn(deleted::hasFailed)
        .containsExactly("two", "three");
  }

  @Test
  void anErrorInABulkCallLosesNoSuccess() {
    store.failingKey = "two";
    store.failure = new OutOfMemoryError("no");
    BulkOutcome<String> outcome = calls.writeAll(entries("one", "two"));
    assertThat(outcome.hasFailed("one")).isFalse();
    assertThat(outcome.hasFailed("two")).isTrue();
    assertThatThrownBy(outcome::throwIfFailed).isSameAs(store.failure);
  }

  @Test
  void aWriterThatThrowsAndNeverTakesAnythingOutHasDoneNothing() {
    store.tidy = false;
    store.failingKey = "two";
    BulkOutcome<String> outcome = calls.deleteAll(keys("one", "two"));
    assertThat(keys("one", "two")).allMatch(outcome::hasFailed);
  }

  @Test
  void aWriterThatReturnsAndNeverTakesAnythingOutHasDoneAll() {
    store.tidy = false;
    BulkOutcome<String> outcome = calls.writeAll(entries("one", "two"));
    outcome.throwIfFailed();
    assertThat(keys("one", "two")).noneMatch(outcome::hasFailed);
  }

  @Test
  void aBulkCallLeavesTheCallersCollectionAlone() {
    Set<String> keys = keys("one", "two");
    calls.deleteAll(keys);
    assertThat(keys).containsExactly("one", "two");
  }

  @Test
  void theWriterIsClosedIfItCanBe() {
    calls.close();
    assertThat(store.closed).isEqualTo(1);
  }

  @Test
  void aWriterThatCannotBeClosedIsLeftAlone() {
    assertThatCode(new WriterCalls<String, Integer>("orders", new UncallableWriter())::close)
        .doesNotThrowAnyException();
  }

  @Test
  void aWriterThatFailsToCloseFailsQuietly() {
    AtomicInteger called = new AtomicInteger();
    class Unclosable extends UncallableWriter implements AutoCloseable {
      @Override
      public void close() {
        called.incrementAndGet();
        throw new IllegalStateException("cannot close");
      }
    }
    try (LogCapture log = new LogCapture()) {
      new WriterCalls<String, Integer>("orders", new Unclosable()).close();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("\"orders\"", "writer", "failed to close");
    }
    assertThat(called).hasValue(1);
  }

  @Test
  void noWriterAlwaysSucceeds() {
    WriterCalls<String, Integer> none = WriterCalls.none();
    assertThat(none.isPresent()).isFalse();
    none.write(new WriterEntry<>("one", 1));
    none.delete("one");
    assertThat(none.writeAll(entries("one")).hasFailed("one")).isFalse();
    assertThat(none.deleteAll(keys("one")).hasFailed("one")).isFalse();
    none.close();
    assertThat(calls.isPresent()).isTrue();
  }

  @Test
  void anEntryUnwrapsToWhatItIsAndToNothingElse() {
    WriterEntry<String, Integer> entry = new WriterEntry<>("one", 1);
    assertThat((Object) entry.unwrap(Cache.Entry.class)).isSameAs(entry);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> entry.unwrap(String.class))
        .withMessageContaining("java.lang.String");
  }

  private static class UncallableWriter implements CacheWriter<String, Integer> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends Integer> entry) {
      throw new AssertionError("called");
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends Integer>> entries) {
      throw new AssertionError("called");
    }

    @Override
    public void delete(Object key) {
      throw new AssertionError("called");
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      throw new AssertionError("called");
    }
  }
}
