package dev.larder.replay;

import dev.larder.replay.log.Trace;
import dev.larder.replay.policy.Arc;
import dev.larder.replay.policy.JCacheProduct;
import dev.larder.replay.policy.LarderCore;
import dev.larder.replay.policy.Lfu;
import dev.larder.replay.policy.Lirs;
import dev.larder.replay.policy.Lru;
import dev.larder.replay.policy.Optimum;
import dev.larder.replay.policy.Policy;
import dev.larder.replay.policy.Product;
import dev.larder.replay.policy.S3Fifo;
import dev.larder.replay.policy.Sieve;
import dev.larder.replay.policy.WTinyLfu;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy that can be entered under a name.
 *
 * @param varies whether it depends on chance, so that repeating it tells something
 */
public record Contestant(String name, boolean varies, Maker maker) {
  /** Makes an empty cache. */
  @FunctionalInterface
  public interface Maker {
    /** An empty cache. {@code seed}: for those that depend on chance. */
    Policy make(Trace trace, int capacity, int seed);
  }

  /** Larder's core with so many stripes; 0 for its own choice. */
  public static Contestant larder(int stripes) {
    String name = stripes == 0 ? "Larder" : "Larder/" + stripes;
    return new Contestant(
        name,
        true,
        (trace, capacity, seed) -> new LarderCore(capacity, trace.uniqueKeys(), stripes, seed));
  }

  /** A product that is on the class path. */
  public static Contestant product(Product product) {
    return new Contestant(
        product.title(),
        false,
        (trace, capacity, seed) -> new JCacheProduct(product, capacity, trace.uniqueKeys()));
  }

  /** All reference policies; the optimum first. */
  public static List<Contestant> references() {
    List<Contestant> all = new ArrayList<>();
    all.add(plain("OPT", (trace, size, seed) -> new Optimum(size, trace)));
    all.add(plain("LRU", (trace, size, seed) -> new Lru(size, trace.uniqueKeys())));
    all.add(plain("FIFO", (trace, size, seed) -> Lru.fifo(size, trace.uniqueKeys())));
    all.add(plain("LFU", (trace, size, seed) -> new Lfu(size, trace.uniqueKeys())));
    all.add(plain("ARC", (trace, size, seed) -> new Arc(size, trace.uniqueKeys())));
    all.add(plain("LIRS", (trace, size, seed) -> new Lirs(size, trace.uniqueKeys())));
    all.add(plain("S3FIFO", (trace, size, seed) -> new S3Fifo(size, trace.uniqueKeys())));
    all.add(plain("SIEVE", (trace, size, seed) -> new Sieve(size, trace.uniqueKeys())));
    all.add(plain("WT1", (trace, size, seed) -> new WTinyLfu(size, trace.uniqueKeys(), 1)));
    all.add(plain("WT10", (trace, size, seed) -> new WTinyLfu(size, trace.uniqueKeys(), 10)));
    return all;
  }

  private static Contestant plain(String name, Maker maker) {
    return new Contestant(name, false, maker);
  }
}
