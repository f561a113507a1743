package dev.larder;

import dev.larder.internal.cache.Extras;
import dev.larder.internal.cache.History;
import dev.larder.internal.core.Deadlines;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looking into one cache: what is known of an entry, and why it is there or not. */
final class Inspection<K, V> {
  private final ManagedCache<K, V> cache;
  private final Supplier<Extras<K, V>> extras;

  /** Null while nobody wants it to be kept. */
  private volatile @Nullable History<K> history;

  /** How many want it. */
  private int keepers;

  private @Nullable Registration sources;

  Inspection(ManagedCache<K, V> cache, Supplier<Extras<K, V>> extras) {
    this.cache = cache;
    this.extras = extras;
  }

  // -- history

  synchronized Registration keepHistory() {
    if (keepers++ == 0) {
      History<K> kept = new History<>(extras.get()::now, cache::containsKeyIfOpen);
      Registration reads = cache.onGet((key, value) -> {
        if (value != null) {
          kept.read(key);
        }
      });
      Registration puts = cache.onPut((key, value, old) -> kept.put(key));
      Registration removals =
          cache.onRemovalInCore((key, value, cause) -> kept.removed(key, cause));
      sources = () -> {
        reads.close();
        puts.close();
        removals.close();
      };
      history = kept;
    }
    return new Once(this::keepNoLonger);
  }

  private synchronized void keepNoLonger() {
    Registration ending = sources;
    if (--keepers == 0 && ending != null) {
      history = null;
      sources = null;
      ending.close();
    }
  }

  Optional<Instant> lastRead() {
    History<K> kept = history;
    return kept == null ? Optional.empty() : Optional.ofNullable(kept.lastRead());
  }

  Optional<Instant> lastChange() {
    History<K> kept = history;
    return kept == null ? Optional.empty() : Optional.ofNullable(kept.lastChange());
  }

  // -- one entry

  Optional<CacheEntry<K, V>> entry(K key) {
    Extras<K, V> now = extras.get();
    Deadlines.Facts<K, Object> facts = now.deadlines().facts(now.checkedKey(key));
    if (facts == null) {
      return Optional.empty();
    }
    History<K> kept = history;
    History.Past past = kept == null ? null : kept.of(key);
    return Optional.of(new CacheEntry<>(
        now.keys().copy(facts.key()),
        now.values().read(facts.value()),
        facts.remaining() == Lifetime.ETERNAL
            ? Optional.empty()
            : Optional.of(now.now().plusNanos(facts.remaining())),
        facts.weight(),
        frequency(facts.frequency()),
        past == null ? Optional.empty() : Optional.of(past.created()),
        past == null ? Optional.empty() : Optional.of(past.changed()),
        past == null ? Optional.empty() : Optional.ofNullable(past.lastRead()),
        past == null ? OptionalLong.empty() : OptionalLong.of(past.reads())));
  }

  private static OptionalLong frequency(int frequency) {
    return frequency < 0 ? OptionalLong.empty() : OptionalLong.of(frequency);
  }

  // -- why

  Explanation explain(K key) {
    Extras<K, V> now = extras.get();
    Deadlines<K, Object> deadlines = now.deadlines();
    OptionalLong frequency = frequency(deadlines.frequency(now.checkedKey(key)));
    OptionalLong toBeat = frequencyToBeat(now.upkeep(), deadlines);
    Optional<CacheEntry<K, V>> entry = entry(key);
    boolean below = now.isBelow(key);
    boolean present = entry.isPresent() || below;
    History<K> kept = history;
    History.Departure departure = kept == null || present ? null : kept.departure(key);
    Optional<Duration> ago =
        Optional.ofNullable(departure).map(left -> Duration.between(left.at(), now.now()));
    String text = entry
        .map(found -> presence(found, now.now()) + (below ? ", in the tier as well" : ""))
        .orElseGet(() -> below
            ? "present in the tier alone: the next read brings it up to the heap"
            : absence(departure, ago, kept != null));
    return new Explanation(
        present,
        below,
        Optional.ofNullable(departure).map(left -> ManagedCache.causeOf(left.cause())),
        ago,
        frequency,
        toBeat,
        text + frequencies(frequency, toBeat));
  }

  private static <K> OptionalLong frequencyToBeat(
      Upkeep<K, Object> upkeep, Deadlines<K, Object> deadlines) {
    Upkeep.Leaving<K, Object> next = upkeep.peek();
    return next == null ? OptionalLong.empty() : frequency(deadlines.frequency(next.key()));
  }

  private static String presence(CacheEntry<?, ?> entry, Instant now) {
    StringBuilder text = new StringBuilder("present");
    entry.created().ifPresent(at -> text.append(", came ").append(ago(at, now)));
    entry
        .changed()
        .filter(at -> !Optional.of(at).equals(entry.created()))
        .ifPresent(at -> text.append(", changed ").append(ago(at, now)));
    entry.reads().ifPresent(reads -> text.append(", read ").append(reads).append(" times"));
    entry.lastRead().ifPresent(at -> text.append(", last ").append(ago(at, now)));
    return text.append(entry
            .expiresAt()
            .map(at -> ", expires in " + rounded(Duration.between(now, at)))
            .orElse(", never expires"))
        .toString();
  }

  private static String absence(
      History.@Nullable Departure departure, Optional<Duration> ago, boolean historyIsKept) {
    if (departure == null) {
      return historyIsKept
          ? "absent: not put since history is kept, or left long ago"
          : "absent: why is known only while history is kept";
    }
    String why = switch (departure.cause()) {
      case EXPIRED -> "expired";
      case SIZE -> "was evicted to make room";
      default -> "was removed";
    };
    return "absent: it " + why + " " + rounded(ago.orElse(Duration.ZERO)) + " ago";
  }

  private static String frequencies(OptionalLong frequency, OptionalLong toBeat) {
    if (frequency.isEmpty()) {
      return "";
    }
    String text = "; used " + frequency.getAsLong() + " times lately";
    return toBeat.isEmpty() ? text : text + ", the next to leave " + toBeat.getAsLong() + " times";
  }

  private static String ago(Instant then, Instant now) {
    return rounded(Duration.between(then, now)) + " ago";
  }

  /** To the second, or what is less to the millisecond. */
  private static String rounded(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) < 0
        ? duration.toMillis() + " ms"
        : duration.toSeconds() + " s";
  }
}
