package dev.larder.console;

import dev.larder.Advice;
import dev.larder.CacheInfo;
import dev.larder.EffectiveSetting;
import dev.larder.Explanation;
import dev.larder.LarderCache;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.cache.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** What can be asked of one cache, and done to it. */
final class Answers {
  private static final System.Logger LOG = System.getLogger("dev.larder.console");
  private static final int HOTTEST = 20;
  private static final int LONGEST_WALK = 1_000_000;

  private final Watch watch;
  private final ConsoleOptions options;
  private final KeyText keys;

  /** One at a time asks what costs more the more there is. */
  private final Semaphore costly = new Semaphore(1);

  Answers(Watch watch, ConsoleOptions options) {
    this.watch = watch;
    this.options = options;
    this.keys = new KeyText(options.keys());
  }

  /** All of one cache. */
  record Details(
      long id,
      String manager,
      String name,
      String policy,
      boolean byValue,
      String created,
      String keyType,
      String valueType,
      LoadTimes.Summary loads,
      Worth advice,
      List<EffectiveSetting> settings,
      List<CacheSample> history) {}

  /**
   * What other sizes would bring.
   *
   * @param maximumSize -1 for none
   */
  record Worth(boolean isKnown, long maximumSize, List<Advice.Point> curve, String sentence) {
    private static Worth of(Advice advice) {
      long maximum = advice.maximumSize();
      return new Worth(
          advice.isKnown(),
          maximum == Long.MAX_VALUE ? -1 : maximum,
          advice.curve(),
          advice.sentence());
    }
  }

  /** A key that is used much. */
  record HotKey(String key, @Nullable Long frequency) {}

  /** Why a key is there, or is not. */
  record Why(boolean present, String text) {}

  /** A question for a key. */
  record Question(long id, @Nullable String key) {}

  /** What somebody wants to be done. */
  record Order(long id, @Nullable String action, @Nullable Long maximum) {}

  /** What was done. */
  record Done(String done) {}

  private WatchedCache find(long id) {
    WatchedCache watched = watch.byId(id);
    if (watched == null || watched.cache().isClosed()) {
      throw new Refusal(404, "this cache is no longer there");
    }
    return watched;
  }

  Details details(long id) {
    WatchedCache watched = find(id);
    LarderCache<Object, Object> cache = watched.cache();
    CacheInfo info = cache.info();
    Configuration<Object, Object> types = typesOf(cache);
    return new Details(
        id,
        watched.manager(),
        info.name(),
        info.policy().toString(),
        info.byValue(),
        info.created().toString(),
        types.getKeyType().getName(),
        types.getValueType().getName(),
        watched.loadTimes(),
        Worth.of(cache.advice()),
        cache.effectiveSettings(),
        watched.history());
  }

  @SuppressWarnings("unchecked") // JCache's type tokens know no type parameters
  private static Configuration<Object, Object> typesOf(LarderCache<Object, Object> cache) {
    return cache.getConfiguration(Configuration.class);
  }

  /** The keys that would leave last. */
  List<HotKey> hottest(Question question) {
    LarderCache<Object, Object> cache = find(question.id()).cache();
    return alone(
        () -> cache.hottest(HOTTEST).stream().map(key -> hot(cache, key)).toList());
  }

  private HotKey hot(LarderCache<Object, Object> cache, Object key) {
    var frequency = cache.explain(key).frequency();
    return new HotKey(keys.show(key), frequency.isPresent() ? frequency.getAsLong() : null);
  }

  /** Why the key of this text is there, or is not. */
  Why explain(Question question) {
    LarderCache<Object, Object> cache = find(question.id()).cache();
    String text = question.key();
    if (text == null || text.isEmpty()) {
      throw new Refusal(400, "write a key");
    }
    Class<?> type = typesOf(cache).getKeyType();
    List<Object> candidates =
        KeyText.isReadable(type) ? KeyText.read(text, type) : alone(() -> likeThis(cache, text));
    if (candidates.isEmpty()) {
      throw new Refusal(
          422,
          KeyText.isReadable(type)
              ? "the keys of this cache are " + type.getName() + ", and this reads like none"
              : "no key there reads like this; keys of " + type.getName()
                  + " cannot be made of a text, so those that are absent cannot be explained");
    }
    Object key =
        candidates.stream().filter(cache::containsKey).findFirst().orElse(candidates.get(0));
    Explanation explanation = cache.explain(key);
    return new Why(
        explanation.present(),
        "As a " + key.getClass().getSimpleName() + ": " + explanation.text());
  }

  private static List<Object> likeThis(LarderCache<Object, Object> cache, String text) {
    Optional<Object> found = cache.asMap().keySet().stream()
        .limit(LONGEST_WALK)
        .filter(key -> KeyText.isText(key, text))
        .findFirst();
    return found.map(List::of).orElse(List.of());
  }

  private <T> T alone(Supplier<T> work) {
    if (!costly.tryAcquire()) {
      throw new Refusal(429, "somebody else is asking something costly; try again");
    }
    try {
      return work.get();
    } finally {
      costly.release();
    }
  }

  /** Does something, if that is allowed. */
  Done carryOut(Order order) {
    if (!options.actions()) {
      throw new Refusal(
          403, "nothing may be changed here; larder.console.allow-actions = true would allow it");
    }
    LarderCache<Object, Object> cache = find(order.id()).cache();
    String done = switch (String.valueOf(order.action())) {
      case "clear" -> clear(cache);
      case "resize" -> resize(cache, order.maximum());
      case "pause" -> {
        cache.stats().pause();
        yield "counts no longer";
      }
      case "resume" -> resume(cache);
      default -> throw new Refusal(400, "there is no such action");
    };
    LOG.log(
        System.Logger.Level.INFO,
        "cache \"" + cache.getName() + "\", asked by the console: " + done);
    return new Done(done);
  }

  private static String clear(LarderCache<Object, Object> cache) {
    long before = cache.size();
    cache.clear();
    return "cleared; it had " + before + " entries";
  }

  private static String resize(LarderCache<Object, Object> cache, @Nullable Long maximum) {
    if (maximum == null) {
      throw new Refusal(400, "write a number, from 1");
    }
    long before = cache.maximumSize();
    try {
      cache.reconfigure(change -> change.maximumSize(maximum));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new Refusal(409, String.valueOf(e.getMessage()));
    }
    return "holds up to " + maximum + " now, not "
        + (before == Long.MAX_VALUE ? "any number" : String.valueOf(before));
  }

  private static String resume(LarderCache<Object, Object> cache) {
    if (cache.stats().isEnabled()) {
      cache.stats().resume();
    } else {
      cache.stats().enable();
    }
    return "counts";
  }
}
