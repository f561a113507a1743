package dev.larder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A processor is alone with its key, and all or nothing comes of it. */
@Timeout(60)
class InvokeTest {
  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  private final Store store = new Store();
  private final EventLog<String, String> log = new EventLog<>();

  @Test
  void processorsOfOneKeyRunOneAfterTheOther() throws Exception {
    Cache<String, Integer> cache = pantry.cache(new MutableConfiguration<String, Integer>());
    List<Hands.Hand<?>> counting = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      counting.add(hands.run(() -> {
        for (int i = 0; i < 1_000; i++) {
          cache.invoke("k", (entry, args) -> {
            entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
            return null;
          });
        }
      }));
    }
    for (var hand : counting) {
      hand.result();
    }
    assertThat(cache.get("k")).isEqualTo(4_000);
  }

  @Test
  void putsAndProcessorsOfOneKeyDoNotLoseEachOthersChanges() throws Exception {
    Cache<String, Integer> cache = pantry.cache(new MutableConfiguration<String, Integer>());
    cache.put("k", 0);
    var invoking = hands.run(() -> {
      for (int i = 0; i < 2_000; i++) {
        cache.invoke("k", (entry, args) -> {
          entry.setValue(entry.getValue() + 1);
          return null;
        });
      }
    });
    var replacing = hands.run(() -> {
      for (int i = 0; i < 2_000; ) {
        Integer value = cache.get("k");
        if (cache.replace("k", value, value + 1)) {
          i++;
        }
      }
    });
    invoking.result();
    replacing.result();
    assertThat(cache.get("k")).isEqualTo(4_000);
  }

  @Test
  void aProcessorThatThrowsHasChangedNothing() {
    Cache<String, String> cache =
        pantry.cache(store.through().addCacheEntryListenerConfiguration(log.synchronous()));
    cache.put("k", "old");
    store.calls.clear();
    log.lines.clear();
    assertThatThrownBy(() -> cache.invoke("k", (entry, args) -> {
          entry.setValue("new");
          throw new IllegalStateException("own fault");
        }))
        .isInstanceOf(EntryProcessorException.class)
        .hasRootCauseMessage("own fault");
    assertThatThrownBy(() -> cache.invoke("k", (entry, args) -> {
          entry.remove();
          throw new AssertionError("own fault");
        }))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> cache.invoke("k", (entry, args) -> {
          entry.setValue(null);
          return null;
        }))
        .isInstanceOf(EntryProcessorException.class);
    assertThat(cache.get("k")).isEqualTo("old");
    assertThat(store.calls).isEmpty();
    assertThat(log.lines).isEmpty();
  }

  @Test
  void whatReadersSeeMeanwhileIsTheOldValue() throws Exception {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.put("k", "old");
    CountDownLatch set = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    var invoking = hands.start(() -> cache.invoke("k", (entry, args) -> {
      entry.setValue("new");
      set.countDown();
      Hands.await(goOn);
      return entry.getValue();
    }));
    Hands.await(set);
    assertThat(cache.get("k")).isEqualTo("old");
    goOn.countDown();
    assertThat(invoking.result()).isEqualTo("new");
    assertThat(cache.get("k")).isEqualTo("new");
  }

  @Test
  void theEntryIsDeadAfterwards() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    var leaked = new ArrayList<MutableEntry<String, String>>();
    cache.invoke("k", (entry, args) -> leaked.add(entry));
    assertThatThrownBy(() -> leaked.get(0).setValue("late"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void aProcessorReadsThroughAndKeepsWhatItLoaded() {
    store.rows.put("k", "stored");
    Cache<String, String> cache = pantry.cache(store.through());
    assertThat(cache.<String>invoke("k", (entry, args) -> entry.exists() + entry.getValue()))
        .isEqualTo("falsestored");
    assertThat(cache.containsKey("k")).isTrue();
    assertThat(store.calls).containsExactly("load k");
  }

  @Test
  void aLoaderOrWriterThatFailsInsideAnInvocationIsTheCause() {
    Cache<String, String> cache = pantry.cache(store.through());
    store.before = key -> {
      throw new IllegalStateException("down");
    };
    assertThatThrownBy(() -> cache.invoke("k", (entry, args) -> entry.getValue()))
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(CacheLoaderException.class)
        .hasRootCauseMessage("down");
    assertThatThrownBy(() -> cache.invoke("k", (entry, args) -> {
          entry.setValue("v");
          return null;
        }))
        .isInstanceOf(CacheWriterException.class)
        .hasRootCauseMessage("down");
    assertThat(cache).isEmpty();
  }

  @Test
  void invokeAllKeepsEachKeysOutcomeApart() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    cache.put("good", "v");
    cache.put("bad", "v");
    var results = cache.invokeAll(Set.of("good", "bad", "absent"), (entry, args) -> {
      if (entry.getKey().equals("bad")) {
        entry.remove();
        throw new IllegalStateException("own fault");
      }
      return entry.getValue();
    });
    assertThat(results).containsOnlyKeys("good", "bad");
    assertThat((Object) requireNonNull(results.get("good")).get()).isEqualTo("v");
    assertThatThrownBy(() -> requireNonNull(results.get("bad")).get())
        .isInstanceOf(EntryProcessorException.class)
        .hasRootCauseMessage("own fault");
    assertThat(cache.containsKey("bad")).isTrue();
  }

  @Test
  void argumentsArePassedOnAsTheyAre() {
    Cache<String, String> cache = pantry.cache(Pantry.strings());
    assertThat((Object) cache.invoke("k", (entry, args) -> args.length + "" + args[1], 1, null))
        .isEqualTo("2null");
    assertThat(Map.of()).isEqualTo(cache.invokeAll(Set.of(), (entry, args) -> "x"));
  }
}
