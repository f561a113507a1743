package dev.larder.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCachingProvider;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.cache.Cache;
import javax.cache.spi.CachingProvider;
import javax.management.JMException;
import org.jsr107.ri.spi.RICachingProvider;
import org.junit.jupiter.api.Test;

/**
 * The same random sequences, by JCache's API alone, on Larder and on the reference implementation: values, calls of user code,
 * events and statistics agree. Where they are known to differ ({@code docs/deviations.md}, or in the {@link Differences}), the step
 * is not taken.
 */
class DifferentialTest {
  private static final int SEQUENCES = 400;
  private static final int STEPS_A_SEQUENCE = 500;
  private static final int SHOWN = 12;
  private static final Logger LOG = Logger.getLogger("dev.larder");

  @Test
  void larderDoesWhatTheReferenceImplementationDoes() throws JMException {
    long given = Long.getLong("larder.model.seed", 0);
    long seed = given == 0 ? System.nanoTime() : given;
    System.out.println("differential: from seed " + seed);
    Level before = LOG.getLevel();
    LOG.setLevel(Level.OFF);
    Random seeds = new Random(seed);
    try (LarderCachingProvider larder = new LarderCachingProvider();
        RICachingProvider reference = new RICachingProvider()) {
      for (int i = 0; i < SEQUENCES; i++) {
        new Sequence(new Random(seeds.nextLong()), "seed " + seed + ", sequence " + i)
            .run(larder, reference);
      }
    } finally {
      LOG.setLevel(before);
    }
  }

  private static final class Sequence {
    private final Random random;
    private final String where;
    private final Setup setup;
    private final Deque<String> lately = new ArrayDeque<>();

    Sequence(Random random, String where) {
      this.random = random;
      this.where = where;
      this.setup = Differences.without(Setup.random(random));
    }

    void run(CachingProvider larder, CachingProvider reference) throws JMException {
      Step first = Step.random(random);
      Side ours = new Side(larder, "urn:larder", setup, first);
      Side theirs = new Side(reference, "urn:reference", setup, first);
      for (int i = 0; i < STEPS_A_SEQUENCE; i++) {
        Step step = Differences.timeless(Step.random(random));
        while (Differences.areKnownFor(step, setup, ours.player.present())) {
          step = Differences.timeless(Step.random(random));
        }
        lately.add(i + ": " + step);
        if (lately.size() > SHOWN) {
          lately.remove();
        }
        compare(step, ours, theirs);
      }
      assertThat(ours.user.rows).as(this::toString).isEqualTo(theirs.user.rows);
      ours.close();
      theirs.close();
    }

    private void compare(Step step, Side ours, Side theirs) {
      String expected = theirs.player.play(step);
      String actual = ours.player.play(step);
      assertThat(actual).as(this::toString).isEqualTo(expected);
      assertThat(Differences.comparable(ours.user.calls, step))
          .as(this::toString)
          .isEqualTo(Differences.comparable(theirs.user.calls, step));
      assertThat(ours.player.counts()).as(this::toString).isEqualTo(theirs.player.counts());
      assertThat(ours.player.present()).as(this::toString).isEqualTo(theirs.player.present());
    }

    @Override
    public String toString() {
      return where + "\n" + setup + "\n  " + String.join("\n  ", lately) + "\n";
    }
  }

  /** One of the two, with user code of its own. */
  private static final class Side {
    private final Cache<Integer, Object> cache;
    private final UserCode user;
    private final Player player;

    Side(CachingProvider provider, String uri, Setup setup, Step first) throws JMException {
      this.user = new UserCode(setup, first);
      for (int key = 0; key < Setup.KEYS; key += 2) {
        user.rows.put(key, 0);
      }
      this.cache = provider
          .getCacheManager(URI.create(uri), getClass().getClassLoader())
          .createCache("differential", user.configuration());
      this.player = new Player(cache, user);
    }

    void close() {
      cache.getCacheManager().destroyCache(cache.getName());
    }
  }
}
