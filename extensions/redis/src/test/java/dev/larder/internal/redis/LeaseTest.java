package dev.larder.internal.redis;

import static dev.larder.internal.redis.Tiers.key;
import static dev.larder.internal.redis.Tiers.text;
import static dev.larder.internal.redis.Tiers.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.tier.LoadLease;
import dev.larder.tier.TierContract.Ear;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private EmbeddedServer server;
  private final List<RedisTier> tiers = new ArrayList<>();

  @BeforeEach
  void startServer() throws IOException {
    server = EmbeddedServer.start();
  }

  @AfterEach
  void stopServer() throws IOException {
    tiers.forEach(RedisTier::close);
    server.close();
  }

  private RedisTier open(String... pairs) {
    RedisTier tier = Tiers.open(Tiers.settings(server.uri(), pairs), new Ear());
    tiers.add(tier);
    return tier;
  }

  @Test
  void withoutTheOptionLoadsAreNobodyElsesBusiness() {
    assertThat(open().leaseLoad(key("a"))).isNull();
  }

  @Test
  void oneOfThreeLoadsAndTheOthersFindWhatItHasStored() throws Exception {
    int threads = 3;
    AtomicInteger loads = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<String>> gets = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      RedisTier tier = open("load-lease", "60s");
      gets.add(() -> {
        start.await(20, TimeUnit.SECONDS);
        LoadLease lease = requireNonNull(tier.leaseLoad(key("a")));
        try (lease) {
          String found = text(tier.get(key("a")));
          if (found != null) {
            return found;
          }
          tier.put(key("a"), value("loaded " + loads.incrementAndGet()));
          return String.valueOf(text(tier.get(key("a"))));
        }
      });
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<String> got : pool.invokeAll(gets)) {
        assertThat(got.get()).isEqualTo("loaded 1");
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void aLeaseThatNobodyEndsEndsByItself() {
    LoadLease forgotten = open("load-lease", "300ms").leaseLoad(key("a"));
    assertThat(forgotten).isNotNull();
    assertThat(open("load-lease", "60s").leaseLoad(key("a"))).isNotNull();
  }
}
