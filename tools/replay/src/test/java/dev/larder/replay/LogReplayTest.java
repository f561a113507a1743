package dev.larder.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReplayTest {
  @TempDir
  private Path directory;

  private final StringWriter out = new StringWriter();

  @Test
  void aLogIsReplayedThroughAllPoliciesAtSizesThatFitIt() throws IOException {
    assertThat(run(loop("keys.txt", 256).toString(), "--format", "lines")).isZero();
    assertThat(out.toString())
        .contains("keys.txt (lines): 1,024 requests")
        .contains("1,024 requests for 256 different keys")
        .containsPattern("entries +2 +4 +8 +16 +32 +64 +128 +256")
        .containsPattern("LRU +0.00 .* 75.00")
        .contains("Larder", "OPT", "FIFO", "LFU", "ARC", "LIRS", "S3FIFO", "SIEVE", "WT1");
  }

  @Test
  void severalFilesAreOneLog() throws IOException {
    Path first = loop("access.log.1", 10);
    Path second = loop("access.log", 10);
    assertThat(run(
            first.toString(),
            second.toString(),
            "--format=lines",
            "--policies=lru",
            "--sizes=50%,10,1000000000"))
        .isZero();
    assertThat(out.toString())
        .contains("access.log.1 and 1 more: 80 requests for 10 different keys")
        .containsPattern("entries +5 +10 +1,000,000,000")
        .containsPattern("LRU +0.00 +87.50 +87.50");
  }

  @Test
  void everyKindOfFileIsWrittenToWhereTheUserWantsIt() throws IOException {
    Path to = directory.resolve("new/folder");
    int status = run(
        loop("keys.txt", 20).toString(),
        "--format=lines",
        "--csv=" + to.resolve("a.csv"),
        "--json=" + to.resolve("a.json"),
        "--png=" + to.resolve("a.png"),
        "--html=" + to.resolve("a.html"));
    assertThat(status).isZero();
    try (var files = Files.list(to)) {
      assertThat(files).hasSize(4).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }
  }

  @Test
  void productsOnTheClassPathTakePart() throws IOException {
    assertThat(run(
            loop("keys.txt", 64).toString(),
            "--format=lines",
            "--policies=larder",
            "--provider=caffeine,Ehcache,org.cache2k.jcache.provider.JCacheProvider",
            "--sizes=16,200"))
        .isZero();
    assertThat(out.toString())
        .containsPattern("Larder .* 75.00")
        .containsPattern("Caffeine .* 75.00")
        .containsPattern("Ehcache .* 75.00")
        .containsPattern("cache2k .* 75.00");
  }

  @Test
  void theHitRatiosDoNotDependOnHowManyThreadsThereAre() throws IOException {
    Path log = loop("keys.txt", 300);
    run(log.toString(), "--format=lines", "--repeats=2");
    String first = out.toString();
    out.getBuffer().setLength(0);
    run(log.toString(), "--format=lines", "--repeats=2");
    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void aLogThatCannotBeUsedEndsWithAMessageAndWritesNothing() throws IOException {
    Path log = Files.writeString(directory.resolve("app.log"), "a\nb\n");
    Path page = directory.resolve("page.html");
    assertThat(run(log.toString(), "--regex=id=(.*)", "--html=" + page)).isEqualTo(1);
    assertThat(out.toString())
        .contains("none of the 2 lines of " + log + " has a match for --regex 'id=(.*)'")
        .contains("the first without is line 1")
        .doesNotContain("Exception");
    assertThat(page).doesNotExist();
  }

  @Test
  void aMissingFileEndsWithAMessage() {
    assertThat(run(directory.resolve("gone.log").toString())).isEqualTo(1);
    assertThat(out.toString()).contains("gone.log does not exist").doesNotContain("Exception");
  }

  @Test
  void sizesThatAreNoneAreRefused() throws IOException {
    String log = loop("keys.txt", 10).toString();
    for (String size : new String[] {"-5", "0", "10k", "-1%", "NaN%", "3000000000"}) {
      assertThat(run(log, "--format=lines", "--sizes=" + size))
          .describedAs(size)
          .isEqualTo(2);
      assertThat(out.toString()).contains("\"" + size + "\" is no cache size");
    }
  }

  @Test
  void optionsThatContradictEachOtherAreRefused() throws IOException {
    String log = loop("keys.txt", 10).toString();
    assertThat(run(log, "--column=1", "--regex=x")).isEqualTo(2);
    assertThat(run(log, "--column=-1")).isEqualTo(2);
    assertThat(run(log, "--regex=(")).isEqualTo(2);
    assertThat(run(log, "--cells")).isEqualTo(2);
    assertThat(run(log, "--html=" + directory)).isEqualTo(2);
    assertThat(out.toString())
        .contains("leave out --column", "columns are counted from 1", "a directory of traces")
        .contains(directory + " is a directory; name a file in it");
  }

  /** Asks for so many keys, one after another, four times. */
  private Path loop(String name, int keys) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4 * keys; i++) {
      text.append("key ").append(i % keys).append('\n');
    }
    return Files.writeString(directory.resolve(name), text);
  }

  private int run(String... args) {
    return ReplayCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(args);
  }
}
