package dev.larder.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModeChooserTest {
  private static final int ENTRIES = 256;

  private ModeChooser chooser = new ModeChooser(() -> ENTRIES, false);

  @AfterEach
  void theChooserIsConsistent() {
    chooser.check();
  }

  @Test
  void aLoopThatDoesNotFitWantsTheStableMode() {
    loop(ENTRIES, 100);
    assertThat(chooser.mode()).isEqualTo(Mode.STABLE);
  }

  @Test
  void keysThatMoveOnWantAModeWithAWindow() {
    // Each key comes again once, after a third of the cache's size.
    for (int i = 0; i < 200 * ENTRIES; i++) {
      if (i % 2 == 0) {
        chooser.missed(hash(i));
      } else {
        chooser.hit(hash(i - 1 - (ENTRIES / 3 & -2)), 1);
      }
    }
    assertThat(chooser.mode()).isIn(Mode.RECENT, Mode.SHIFTING);
  }

  @Test
  void itChoosesAnewWhenTheTrafficChanges() {
    aLoopThatDoesNotFitWantsTheStableMode();
    keysThatMoveOnWantAModeWithAWindow();
  }

  @Test
  void itRestsWhileTheTrafficStaysTheSameAndChoosesAnewWhenItChanges() {
    for (int i = 0; i < 500 * ENTRIES; i++) {
      chooser.hit(hash(i % (ENTRIES / 2)), 1);
    }
    assertThat(chooser.mode()).isEqualTo(Mode.BALANCED);
    assertThat(chooser.rests()).isTrue();
    for (int i = 0; i < 4 * ENTRIES; i++) {
      chooser.missed(hash(-i));
    }
    assertThat(chooser.rests()).isFalse();
    keysThatMoveOnWantAModeWithAWindow();
  }

  @Test
  void aLargeTablesSampleIsTooThinForARest() {
    chooser = new ModeChooser(() -> 200_000, false);
    for (int i = 0; i < 20 * 200_000; i++) {
      chooser.hit(hash(i % 100_000), 1);
    }
    assertThat(chooser.rests()).isFalse();
  }

  @Test
  void aModeThatDoesNotDeliverWhatItPromisesIsReplaced() {
    // All fits, so all modes promise the same; but the table says that each request was a miss.
    Set<Mode> tried = new HashSet<>();
    for (int i = 0; i < 500 * ENTRIES; i++) {
      chooser.missed(hash(i % (ENTRIES / 2)));
      tried.add(chooser.mode());
    }
    assertThat(tried).hasSizeGreaterThan(2);
  }

  @Test
  void aModeThatDeliversStaysInCharge() {
    for (int i = 0; i < 500 * ENTRIES; i++) {
      chooser.hit(hash(i % (ENTRIES / 2)), 1);
      assertThat(chooser.mode()).isEqualTo(Mode.BALANCED);
    }
  }

  @Test
  void aLargeTableIsJudgedByASample() {
    chooser = new ModeChooser(() -> 100_000, false);
    loop(100_000, 10);
    assertThat(chooser.mode()).isEqualTo(Mode.STABLE);
  }

  @Test
  void aTableOfWeightsIsJudgedByTheEntriesThatItHas() {
    AtomicLong entries = new AtomicLong(10);
    chooser = new ModeChooser(entries::get, true);
    loop(10, 50);
    entries.set(ENTRIES);
    aLoopThatDoesNotFitWantsTheStableMode();
  }

  @Test
  void aTableThatGetsAnotherBoundIsJudgedByThatOne() {
    AtomicLong bound = new AtomicLong(1_000_000);
    chooser = new ModeChooser(bound::get, false);
    loop(10, 50);
    assertThat(chooser.mode()).isEqualTo(Mode.BALANCED);
    bound.set(ENTRIES);
    chooser.resized();
    aLoopThatDoesNotFitWantsTheStableMode();
    bound.set(Long.MAX_VALUE);
    chooser.resized();
    bound.set(2 * ENTRIES);
    chooser.resized();
    chooser.check();
    keysThatMoveOnWantAModeWithAWindow();
  }

  /** Round and round three times as many keys as there is room for; the table hits a third of them. */
  private void loop(int entries, int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (int key = 0; key < 3 * entries; key++) {
        if (round > 0 && key % 3 == 0) {
          chooser.hit(hash(key), 1);
        } else {
          chooser.missed(hash(key));
        }
      }
    }
  }

  @Test
  void whatIsRemovedIsNoBrokenPromise() {
    for (int i = 0; i < 500 * ENTRIES; i++) {
      chooser.missed(hash(i % (ENTRIES / 2)));
      chooser.removed(hash(i % (ENTRIES / 2)));
      assertThat(chooser.mode()).isEqualTo(Mode.BALANCED);
    }
  }

  @Test
  void theMiniaturesStayOutOfWhatTheJitMakesOfAPut() {
    // By default no HotSpot inlines a hot method of more than 325 bytes (FreqInlineSize).
    assertThat(byteCodes("void sample(int, int);")).isGreaterThan(325);
  }

  /** How long the method of the chooser is, nearly: where its last instruction is. */
  private static int byteCodes(String method) {
    StringWriter listing = new StringWriter();
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(
            new PrintWriter(listing),
            new PrintWriter(listing),
            "-p",
            "-c",
            "-cp",
            System.getProperty("java.class.path"),
            ModeChooser.class.getName());
    return listing
        .toString()
        .lines()
        .dropWhile(line -> !line.endsWith(method))
        .skip(2)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.strip().split(":", -1)[0])
        .filter(offset -> offset.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .max()
        .orElseThrow();
  }

  private static int hash(int key) {
    int h = key * 0x9E37_79B9;
    return h ^ (h >>> 16);
  }
}
