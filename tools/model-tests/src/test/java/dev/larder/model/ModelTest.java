package dev.larder.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderOnFakeTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long random sequences of all operations, under all kinds of configuration, with faults in all kinds of user code: Larder does what
 * the {@link Model} does. {@code -Dlarder.model.steps} and {@code -Dlarder.model.seed} make it longer, or repeat it.
 */
class ModelTest {
  private static final long STEPS = Long.getLong("larder.model.steps", 100_000);
  private static final int STEPS_A_SEQUENCE = 500;
  private static final int SHOWN = 12;

  /** Held, so that its level stays: faults that are only logged are logged by the thousand. */
  private static final Logger LOG = Logger.getLogger("dev.larder");

  @TempDir
  private Path directory;

  @Test
  void larderDoesWhatAPlainModelDoes() throws IOException, JMException {
    long given = Long.getLong("larder.model.seed", 0);
    long seed = given == 0 ? System.nanoTime() : given;
    System.out.println("model test: " + STEPS + " steps from seed " + seed
        + "; to repeat it: -Dlarder.model.seed=" + seed);
    Level before = LOG.getLevel();
    LOG.setLevel(Level.OFF);
    try {
      Random seeds = new Random(seed);
      for (long steps = 0; steps < STEPS; steps += STEPS_A_SEQUENCE) {
        long ofSequence = seeds.nextLong();
        new Sequence(new Random(ofSequence), "seed " + seed + ", at step " + steps).run();
      }
    } finally {
      LOG.setLevel(before);
    }
  }

  /** One cache from its making to its end. */
  private final class Sequence {
    private final Random random;
    private final String where;
    private final Setup setup;
    private final LarderOnFakeTime larder;
    private final Deque<String> lately = new ArrayDeque<>();

    Sequence(Random random, String where) {
      this.random = random;
      this.where = where;
      this.setup = Setup.random(random);
      this.larder = new LarderOnFakeTime(random.nextLong());
    }

    void run() throws IOException, JMException {
      try {
        Step first = Step.random(random);
        UserCode user = new UserCode(setup, first);
        Model model = new Model(setup, first);
        for (int key = 0; key < Setup.KEYS; key += 2) {
          user.rows.put(key, 0);
          model.rows.put(key, 0);
        }
        Cache<Integer, Object> cache = manager().createCache("model", user.configuration());
        Player player = new Player(cache, user);
        for (int i = 0; i < STEPS_A_SEQUENCE; i++) {
          Step step = next();
          lately.add(i + ": " + step);
          if (lately.size() > SHOWN) {
            lately.remove();
          }
          take(step, cache, player, user, model);
        }
        LarderOnFakeTime.check(cache);
        assertThat(user.rows).as(this::toString).isEqualTo(model.rows);
        compareHeardLater(user, model);
      } finally {
        larder.provider().close();
      }
    }

    private CacheManager manager() throws IOException {
      int size = setup.maximumSize();
      if (size == 0) {
        return larder.provider().getCacheManager(URI.create("urn:model"), null);
      }
      Path conf = directory.resolve("of-" + size + ".conf");
      if (!Files.exists(conf)) {
        Files.writeString(conf, "larder.default.maximum-size = " + size);
      }
      return larder.provider().getCacheManager(conf.toUri(), null);
    }

    /**
     * Where room is short the model would have to know the order in which many are put, and which expired entry is still there for
     * an operation to meet and for a listener to break down at.
     */
    private Step next() {
      Step step = Step.random(random);
      while (setup.maximumSize() > 0 && (step.op().putsMany() || step.fault().breaksListeners())) {
        step = Step.random(random);
      }
      return step;
    }

    private void take(
        Step step, Cache<Integer, Object> cache, Player player, UserCode user, Model model) {
      long evictions = player.evictions();
      boolean wasCounting = !player.counts().isEmpty();
      String expected = model.play(step);
      String actual = player.play(step);
      if (step.op() == Step.Op.ADVANCE) {
        larder.advance(step.nanos());
      } else if (step.op() == Step.Op.SWEEP) {
        LarderOnFakeTime.sweep(cache);
      }
      if (setup.maximumSize() > 0) {
        int gone = makeRoom(player, user, model);
        if (wasCounting && !player.counts().isEmpty() && step.op() != Step.Op.CLEAR_COUNTS) {
          assertThat(player.evictions() - evictions).as(this::toString).isEqualTo(gone);
        }
      }
      assertThat(actual).as(this::toString).isEqualTo(expected);
      boolean bulk = step.op().isBulk();
      assertThat(user.calls.lines(bulk)).as(this::toString).isEqualTo(model.calls.lines(bulk));
      assertThat(player.counts()).as(this::toString).isEqualTo(model.counts());
      assertThat(player.present()).as(this::toString).isEqualTo(model.present());
    }

    /** Whom the cache evicts is its own affair; but nobody without need. */
    private int makeRoom(Player player, UserCode user, Model model) {
      List<Integer> present = player.present();
      List<Integer> gone = new ArrayList<>(model.present());
      gone.removeAll(present);
      gone.forEach(model::forget);
      user.calls.forgetExpiries();
      model.calls.forgetExpiries();
      assertThat(present.size()).as(this::toString).isLessThanOrEqualTo(setup.maximumSize());
      return gone.size();
    }

    private void compareHeardLater(UserCode user, Model model) {
      Map<Integer, List<String>> expected = byKey(model.heardLater);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!byKey(user.heardLater).equals(expected) && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(byKey(user.heardLater)).as(this::toString).isEqualTo(expected);
    }

    /** Each listener's events in the order of keys; of evicted keys the model does not know when they expired. */
    private Map<Integer, List<String>> byKey(Map<Integer, List<String>> heard) {
      Map<Integer, List<String>> ordered = new TreeMap<>();
      heard.forEach((listener, lines) -> {
        List<String> snapshot = new ArrayList<>(List.of(lines.toArray(new String[0])));
        if (setup.maximumSize() > 0) {
          snapshot.removeIf(line -> line.contains("EXPIRED"));
        }
        if (!snapshot.isEmpty()) {
          snapshot.sort(Comparator.comparing(line -> line.substring(line.lastIndexOf(' '))));
          ordered.put(listener, snapshot);
        }
      });
      return ordered;
    }

    @Override
    public String toString() {
      return where + "\n" + setup + "\n  " + String.join("\n  ", lately) + "\n";
    }
  }
}
