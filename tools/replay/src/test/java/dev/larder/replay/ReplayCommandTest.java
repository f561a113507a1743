package dev.larder.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir
  private Path directory;

  private final StringWriter out = new StringWriter();

  @Test
  void withoutTracesItSaysSoAndSucceeds() {
    assertThat(run("--traces", directory.resolve("nowhere").toString())).isZero();
    assertThat(out.toString()).contains("no traces at").contains("--traces DIR or LARDER_TRACES");
  }

  @Test
  void itWritesAPageOfAllThatWasAsked() throws IOException {
    writeTraces();
    Path page = directory.resolve("results/page.md");
    int status = run(
        "--traces",
        directory.toString(),
        "--policies",
        "Larder,LRU,OPT",
        "--repeats",
        "2",
        "--write",
        page.toString());
    assertThat(status).isZero();
    assertThat(page).content().contains("| pairs | 2 | 50.00 | 50.00 | 50.00 |", "2 runs");
  }

  @Test
  void aRegretIsWhatTheBestAnchorHasMoreAndNeverNegative() throws IOException {
    Files.writeString(
        directory.resolve("anchors.tsv"),
        "trace\tgroup\tsize\tOPT\tLRU\tLIRS\nt\tg\t1\t90\t40\t70\nt\tg\t2\t95\t60\t50\n");
    Scoreboard board = new Scoreboard(Anchors.at(directory));
    board.add(new Cell("t", 1), "Larder", new Replay.Result(100, 65, 1));
    board.add(new Cell("t", 2), "Larder", new Replay.Result(100, 75, 1));
    Scoreboard.Summary summary = board.summary("Larder");
    assertThat(summary.mean()).isEqualTo(70, within(1e-9));
    assertThat(summary.meanRegret()).isEqualTo(2.5, within(1e-9));
    assertThat(summary.worstRegret()).isEqualTo(5, within(1e-9));
    assertThat(summary.worstCell()).isEqualTo(new Cell("t", 1));
  }

  @Test
  void aPolicyThatDoesNotExistIsRefusedWithThoseThatDo() {
    assertThat(run("--policies", "Larder,LRV")).isEqualTo(2);
    assertThat(out.toString()).contains("--policies lrv is none of all, Larder, OPT, LRU");
  }

  @Test
  void itTellsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("larder-replay 0.");
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThat(run("--repeats", "0")).isEqualTo(2);
    assertThat(run("--stripes", "3")).isEqualTo(2);
    assertThat(out.toString())
        .contains("--repeats 0: there has to be 1 at least")
        .contains("--stripes 3 is no power of two");
  }

  @Test
  void aPageOfCurvesNeedsALog() {
    assertThat(run("--html", "page.html")).isEqualTo(2);
    assertThat(out.toString()).contains("need an access log");
  }

  @Test
  void aProductThatIsNotThereIsRefusedBeforeAnythingIsRead() {
    assertThat(run("--provider", "com.example.NoProvider")).isEqualTo(2);
    assertThat(out.toString())
        .contains("--provider com.example.NoProvider cannot take part")
        .contains("only to caffeine, cache2k, ehcache");
  }

  private int run(String... args) {
    return ReplayCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(args);
  }

  private void writeTraces() throws IOException {
    Files.writeString(directory.resolve("traces.tsv"), "name\trequests\tsizes\npairs\t6\t2\n");
    ByteBuffer bytes = ByteBuffer.allocate(6 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(new long[] {1, 1, 2, 2, 3, 3});
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("pairs.i64.gz")))) {
      gzip.write(bytes.array());
    }
  }
}
