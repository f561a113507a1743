package dev.larder.internal.redis;

import dev.larder.tier.Tier;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierException;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** The least that makes a near cache of a tier: copies, and a count of invalidations that a fill has to outlive. */
final class NearTier implements SharedNumbers, TierListener {
  private final Map<TierKey, TierEntry> copies = new ConcurrentHashMap<>();
  private final AtomicLongArray invalidations = new AtomicLongArray(1024);
  private final AtomicLong invalidationsOfAll = new AtomicLong();
  private final RedisTier tier;

  NearTier(String uri, String... pairs) {
    tier = Tiers.open(Tiers.settings(uri, pairs), this);
  }

  @Override
  public void invalidated(TierKey key) {
    invalidations.incrementAndGet(place(key));
    copies.remove(key);
  }

  @Override
  public void invalidatedAll() {
    invalidationsOfAll.incrementAndGet();
    copies.clear();
  }

  private static int place(TierKey key) {
    return key.hashCode() & 1023;
  }

  private long invalidationsOf(TierKey key) {
    return invalidations.get(place(key)) + invalidationsOfAll.get();
  }

  @Override
  public @Nullable Long get(String name) {
    TierKey key = Tiers.key(name);
    TierEntry entry = copies.get(key);
    if (entry == null) {
      long before = invalidationsOf(key);
      entry = tier.get(key);
      if (entry != null) {
        copies.put(key, entry);
        if (invalidationsOf(key) != before) {
          copies.remove(key, entry);
        }
      }
    }
    return number(entry);
  }

  private static @Nullable Long number(@Nullable TierEntry entry) {
    String text = Tiers.text(entry);
    return text == null ? null : Long.valueOf(text);
  }

  @Override
  public void put(String name, long number) {
    TierKey key = Tiers.key(name);
    kept(tier.put(key, Tiers.value(Long.toString(number))));
    invalidated(key);
  }

  @Override
  public boolean putIfAbsent(String name, long number) {
    return kept(
            tier.compareAndPut(Tiers.key(name), Tier.ABSENT, Tiers.value(Long.toString(number))))
        != Tier.CONFLICT;
  }

  @Override
  public void increment(String name) {
    TierKey key = Tiers.key(name);
    long outcome;
    do {
      TierEntry entry = tier.get(key);
      Long number = number(entry);
      outcome = kept(tier.compareAndPut(
          key,
          entry == null ? Tier.ABSENT : entry.version(),
          Tiers.value(Long.toString(number == null ? 1 : number + 1))));
    } while (outcome == Tier.CONFLICT);
    invalidated(key);
  }

  private static long kept(long outcome) {
    if (outcome == Tier.NOT_KEPT) {
      throw new TierException("not kept", null);
    }
    return outcome;
  }

  @Override
  public void close() {
    tier.close();
  }
}
