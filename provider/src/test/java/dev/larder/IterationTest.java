package dev.larder;

import static javax.cache.expiry.Duration.ONE_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An iterator meets once what is there all the while, whatever else comes and goes. */
@Timeout(60)
class IterationTest {
  private static final int ENTRIES = 5_000;

  @RegisterExtension
  final Pantry pantry = new Pantry();

  @RegisterExtension
  final Hands hands = new Hands();

  private Cache<String, String> cache;

  @BeforeEach
  void open() {
    cache = pantry.cache(
        Pantry.strings().setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(ONE_MINUTE)));
  }

  private void fill(int entries) {
    for (int i = 0; i < entries; i++) {
      cache.put("stays" + i, "v");
    }
  }

  /** How many of those that stay are met; what goes and comes back may be met twice. */
  private static int countOfThoseThatStay(Iterable<Cache.Entry<String, String>> entries) {
    Set<String> keys = new HashSet<>();
    for (Cache.Entry<String, String> entry : entries) {
      if (entry.getKey().startsWith("stays")) {
        assertThat(keys.add(entry.getKey())).as("not met before").isTrue();
      }
    }
    return keys.size();
  }

  @Test
  void everythingIsMetOnce() {
    fill(ENTRIES);
    assertThat(countOfThoseThatStay(cache)).isEqualTo(ENTRIES);
  }

  @Test
  void whatStaysIsMetOnceThoughOthersComeAndGo() throws Exception {
    fill(1_000);
    var churn = hands.run(() -> {
      for (int i = 0; i < 200_000 && !Thread.currentThread().isInterrupted(); i++) {
        cache.put("comes" + i % 2_000, "v");
        cache.remove("comes" + (i + 1_000) % 2_000);
      }
    });
    for (int i = 0; i < 20; i++) {
      assertThat(countOfThoseThatStay(cache)).isEqualTo(1_000);
    }
    churn.thread().interrupt();
    churn.result();
  }

  @Test
  void removingWhileIteratingReachesAll() {
    fill(ENTRIES);
    for (Iterator<Cache.Entry<String, String>> i = cache.iterator(); i.hasNext(); ) {
      i.next();
      i.remove();
    }
    assertThat(cache).isEmpty();
  }

  @Test
  void theEndAndTheBeginningRefuseByName() {
    Iterator<Cache.Entry<String, String>> empty = cache.iterator();
    assertThat(empty.hasNext()).isFalse();
    assertThatThrownBy(empty::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("pantry");
    assertThatThrownBy(empty::remove).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void removeTakesTheLastOneThatWasGivenAndOnlyOnce() {
    fill(2);
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();
    String first = entries.next().getKey();
    String second = entries.next().getKey();
    assertThat(entries.hasNext()).isFalse();
    entries.remove();
    assertThatThrownBy(entries::remove).isInstanceOf(IllegalStateException.class);
    assertThat(cache.containsKey(first)).isTrue();
    assertThat(cache.containsKey(second)).isFalse();
  }

  @Test
  void whatHasExpiredOrGoneIsPassedOver() {
    fill(10);
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();
    entries.next();
    pantry.advance(Duration.ofMinutes(1));
    cache.put("new", "v");
    int met = 0;
    while (entries.hasNext()) {
      assertThat(entries.next().getKey()).isEqualTo("new");
      met++;
    }
    assertThat(met).isLessThanOrEqualTo(1);
  }

  @Test
  void whatHasNextPromisedNextGives() {
    fill(1);
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();
    assertThat(entries.hasNext()).isTrue();
    cache.clear();
    assertThat(entries.next().getKey()).isEqualTo("stays0");
    assertThat(entries.hasNext()).isFalse();
  }

  @Test
  void anEntryShowsNeitherKeyNorValueWhenPrinted() {
    cache.put("SECRET", "SECRET");
    Cache.Entry<String, String> entry = cache.iterator().next();
    assertThat(entry.toString()).doesNotContain("SECRET");
    assertThat((Object) entry.unwrap(Cache.Entry.class)).isSameAs(entry);
    assertThatThrownBy(() -> entry.unwrap(String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
