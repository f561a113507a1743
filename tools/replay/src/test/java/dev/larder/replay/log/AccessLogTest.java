package dev.larder.replay.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class AccessLogTest {
  private static final LogChoice UNSAID = new LogChoice(LogKind.AUTO, null, null, null, true);

  private static final String NGINX = """
      10.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET /a?b=1 HTTP/1.1" 200 2326 "-" "curl/8"
      10.0.0.2 - eve [10/Oct/2026:13:55:37 +0000] "POST /a HTTP/1.1" 201 0 "-" "curl/8"
      10.0.0.3 - - [10/Oct/2026:13:55:38 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"
      shop.example:443 10.0.0.1 - - [10/Oct/2026:13:55:39 +0000] "HEAD /a?b=1 HTTP/2.0" 304 0
      """;

  @TempDir
  private Path directory;

  private final List<Object> keys = new ArrayList<>();

  @Test
  void aWebLogIsRecognizedAndItsKeysAreWhatWasAskedFor() throws IOException {
    AccessLog.Tally tally = read(write("access.log", NGINX), UNSAID);
    assertThat(keys).containsExactly("/a?b=1", "/a?b=1");
    assertThat(tally.format()).isEqualTo("nginx");
    assertThat(tally.skipped()).isEqualTo(1);
    assertThat(tally.rejected()).isEqualTo(1);
    assertThat(tally.firstRejected()).isEqualTo(3);
  }

  @Test
  void redisReadsAreRequestsAndItsWritesAreNot() throws IOException {
    read(write("monitor.txt", """
            OK
            1378822105.089572 [0 127.0.0.1:56604] "GET" "user 1"
            1378822105.089573 [0 [::1]:56604] "set" "user 1" "x"
            1378822105.089574 [3 127.0.0.1:56604] "mget" "user 1" "a\\"b" "c\\\\"
            1378822105.089575 [0 lua] "hget" "cart" "total"
            1378822105.089576 [0 127.0.0.1:56604] "PING"
            """), UNSAID);
    assertThat(keys).containsExactly("0:user 1", "3:user 1", "3:a\\\"b", "3:c\\\\", "0:cart");
  }

  @Test
  void eachLineIsAKeyWhenTheUserSaysSo() throws IOException {
    read(write("keys.txt", "a\n\nb b\na\n"), choice(LogKind.LINES, null, null));
    assertThat(keys).containsExactly("a", "b b", "a");
  }

  @Test
  void aColumnOfTextIsTheKey() throws IOException {
    read(write("spaces.txt", "  x   1\ny\t2  z\n"), choice(LogKind.AUTO, "2", null));
    read(write("bars.txt", "x||3\ny|q|4\n"), choice(LogKind.LINES, "3", "|"));
    assertThat(keys).containsExactly("1", "2", "3", "4");
  }

  @Test
  void aPatternFindsTheKeyByItsGroup() throws IOException {
    Path log = write("app.log", "load user=7 in 3 ms\nstarted\nload user=8 in 2 ms\n");
    AccessLog.Tally tally = read(log, regex("user=(\\d+)"));
    read(log, regex("(load) user=(?<key>\\d)"));
    read(log, regex("user=\\d"));
    assertThat(keys).containsExactly("7", "8", "7", "8", "user=7", "user=8");
    assertThat(tally.firstRejected()).isEqualTo(2);
  }

  @Test
  void aFieldOfCsvIsFoundByNameAndByNumber() throws IOException {
    Path csv = write("log.csv", "\ufefftime,key\n1,\"a, \"\"b\"\"\nc\"\n2,d\n");
    read(csv, choice(LogKind.AUTO, "key", null));
    read(csv, choice(LogKind.AUTO, "1", null));
    assertThat(keys).containsExactly("a, \"b\"\nc", "d", "1", "2");
  }

  @Test
  void aCsvWithoutHeaderBeginsWithARequest() throws IOException {
    LogChoice choice = new LogChoice(LogKind.CSV, null, "2", ";", false);
    read(write("plain.txt", "1;a\n2;b\n3\n"), choice);
    assertThat(keys).containsExactly("a", "b");
  }

  @Test
  void tabsSeparateTheColumnsOfATsv() throws IOException {
    read(write("log.tsv", "time\tkey\n1\ta,b\n"), choice(LogKind.AUTO, "key", null));
    assertThat(keys).containsExactly("a,b");
  }

  @Test
  void compressedLogsAreReadWhateverTheirNames() throws IOException {
    byte[] bytes = NGINX.getBytes(UTF_8);
    Path gzip = directory.resolve("a");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(bytes);
    }
    Path xz = directory.resolve("b");
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(xz), new LZMA2Options())) {
      out.write(bytes);
    }
    Path zstd = directory.resolve("c");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      out.write(bytes);
    }
    for (Path file : List.of(gzip, xz, zstd)) {
      keys.clear();
      read(file, UNSAID);
      assertThat(keys).describedAs(file.toString()).containsExactly("/a?b=1", "/a?b=1");
    }
  }

  @Test
  void twoGzipFilesBehindEachOtherAreOne() throws IOException {
    Path file = directory.resolve("access.log.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 2; i++) {
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        gzip.write(NGINX.getBytes(UTF_8));
        gzip.finish();
      }
    }
    read(file, UNSAID);
    assertThat(keys).hasSize(4);
  }

  @Test
  void theProgressIsThatOfTheFileOnTheDisk() throws IOException {
    AtomicLong progress = new AtomicLong();
    Path file = write("access.log", NGINX.repeat(5_000));
    AccessLog.read(file, UNSAID, keys::add, progress::addAndGet);
    assertThat(progress).hasValue(Files.size(file));
  }

  @Test
  void aCutOffArchiveIsRefused() throws IOException {
    Path whole = directory.resolve("whole");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write(NGINX.repeat(100).getBytes(UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = directory.resolve("cut");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    refused(cut, UNSAID, "cut cannot be decompressed to its end; is it complete?");
  }

  @Test
  void whatIsNotThereIsRefused() {
    refused(directory.resolve("gone.log"), UNSAID, "gone.log does not exist");
    refused(directory, UNSAID, "is a directory");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    refused(write("empty.log", ""), UNSAID, "empty.log is empty");
    refused(write("blank.log", "\n\n"), choice(LogKind.LINES, null, null), "has no request");
  }

  @Test
  void aLogThatDoesNotMatchIsRefusedWithItsFirstLineNumberAndNothingOfItsText() throws IOException {
    Path log = write("app.log", "secret-1\nsecret-2\n");
    refused(
        log,
        regex("id=(\\d+)"),
        "none of the 2 lines of " + log
            + " has a match for --regex 'id=(\\d+)'; the first without is line 1");
    refused(log, choice(LogKind.AUTO, "4", null), "has a column 4", "white space", "is line 1");
    refused(log, choice(LogKind.REDIS, null, null), "has a command as MONITOR prints it");
    refused(log, UNSAID, "say where the key is", "--format lines");
  }

  @Test
  void aColumnThatACsvLacksIsRefusedWithThoseItHas() throws IOException {
    Path csv = write("log.csv", "time,key\n1,a\n");
    refused(csv, choice(LogKind.AUTO, "kye", null), "no column \"kye\"; it has time, key");
    refused(csv, choice(LogKind.AUTO, "3", null), "no column \"3\"; it has time, key");
    refused(csv, UNSAID, "say which column is the key with --column; it has time, key");
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    refused(write("image", "\u0089PNG\0\0"), UNSAID, "no text");
    refused(write("app.jfr", "FLR\0\0"), UNSAID, "flight recording", "no events");
  }

  @Test
  void aLogWithoutReadsIsRefused() throws IOException {
    Path log = write("posts.log", NGINX.lines().skip(1).findFirst().orElseThrow() + "\n");
    refused(log, UNSAID, "(nginx) has no request that a cache could answer");
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> choice(LogKind.AUTO, "-1", null))
        .hasMessage("--column -1: columns are counted from 1");
    assertThatThrownBy(() -> choice(LogKind.LINES, "key", null)).hasMessageContaining("numbers");
    assertThatThrownBy(() -> choice(LogKind.REDIS, "1", null))
        .hasMessageContaining("--format redis knows where its keys are");
    assertThatThrownBy(() -> choice(LogKind.AUTO, null, "|")).hasMessageContaining("--column");
    assertThatThrownBy(() -> new LogChoice(LogKind.CSV, Pattern.compile("x"), null, null, true))
        .hasMessageContaining("--regex");
  }

  private static LogChoice choice(
      LogKind kind, @Nullable String column, @Nullable String separator) {
    return new LogChoice(kind, null, column, separator, true);
  }

  private static LogChoice regex(String pattern) {
    return new LogChoice(LogKind.AUTO, Pattern.compile(pattern), null, null, true);
  }

  private AccessLog.Tally read(Path file, LogChoice choice) throws IOException {
    return AccessLog.read(file, choice, keys::add, bytes -> {});
  }

  private void refused(Path file, LogChoice choice, String... messageParts) {
    assertThatThrownBy(() -> read(file, choice))
        .isInstanceOf(LogException.class)
        .hasMessageContainingAll(messageParts)
        .hasMessageNotContaining("secret");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
