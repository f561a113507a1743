package dev.larder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code clear()} while somebody holds a key for a write: the write then counts as having come just before, so that it tells its
 * caller and the listeners what it would have told them then, and leaves nothing.
 */
@Timeout(60)
class ClearTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  private final Store store = new Store();
  private final EventLog<String, String> log = new EventLog<>();
  private final EventLog<String, String> later = new EventLog<>();

  /** @param result what it answers when it comes before the clearing */
  record Write(
      String name,
      Function<Cache<String, String>, @Nullable Object> body,
      String result,
      String event) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Object done(Runnable write) {
    write.run();
    return "done";
  }

  static List<Write> writes() {
    return List.of(
        new Write("put", c -> done(() -> c.put("k", "new")), "done", "UPDATED k new old"),
        new Write(
            "putAll", c -> done(() -> c.putAll(Map.of("k", "new"))), "done", "UPDATED k new old"),
        new Write("getAndPut", c -> c.getAndPut("k", "new"), "old", "UPDATED k new old"),
        new Write("replace", c -> c.replace("k", "new"), "true", "UPDATED k new old"),
        new Write(
            "replace if equal", c -> c.replace("k", "old", "new"), "true", "UPDATED k new old"),
        new Write("remove", c -> c.remove("k"), "true", "REMOVED k old old"),
        new Write(
            "invoke",
            c -> c.invoke("k", (entry, arguments) -> {
              String before = entry.getValue();
              entry.setValue("new");
              return before;
            }),
            "old",
            "UPDATED k new old"));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void takesAlongWhatIsBeingWritten(Write write) throws Exception {
    Cache<String, String> cache = pantry.cache(store
        .writeThrough(Pantry.strings())
        .addCacheEntryListenerConfiguration(log.synchronous())
        .addCacheEntryListenerConfiguration(later.asynchronous()));
    cache.put("k", "old");
    log.lines.clear();
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store.before = key -> {
      writing.countDown();
      Hands.await(goOn);
    };
    var writer = hands.start(() -> String.valueOf(write.body.apply(cache)));
    Hands.await(writing);
    cache.clear();
    assertThat(cache.containsKey("k")).isFalse();
    goOn.countDown();
    assertThat(writer.result()).isEqualTo(write.result);
    assertThat(cache.containsKey("k")).isFalse();
    assertThat(log.lines).containsExactly(write.event);
    awaitTwo(later.lines);
    assertThat(later.lines).containsExactly("CREATED k old null", write.event);
  }

  private static void awaitTwo(List<String> lines) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (lines.size() < 2 && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void fromAProcessorIsFollowedByWhatTheProcessorSets() {
    Cache<String, String> cache =
        pantry.cache(Pantry.strings().addCacheEntryListenerConfiguration(log.synchronous()));
    cache.put("k", "old");
    cache.put("other", "old");
    log.lines.clear();
    cache.invoke("k", (entry, arguments) -> {
      cache.clear();
      entry.setValue("new");
      return null;
    });
    assertThat(cache.get("k")).isEqualTo("new");
    assertThat(cache.containsKey("other")).isFalse();
    assertThat(log.lines).containsExactly("CREATED k new null");
  }
}
