package dev.larder.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about replay shows works as it stands there: its commands go through a shell, in a folder with such files. */
class ReplayDocTest {
  private static final Path PAGE = Path.of("../../docs/replay.md");

  @TempDir
  private Path directory;

  @BeforeEach
  void writeTheFilesThatThePageNames() throws IOException {
    String access = """
        10.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 200 2326 "-" "curl/8"
        10.0.0.1 - - [10/Oct/2026:13:55:37 +0000] "GET /b HTTP/1.1" 200 2326 "-" "curl/8"
        """.repeat(3);
    write("access.log", access);
    write("access.log.1", access);
    gzip("access.log.2.gz", access.getBytes(UTF_8));
    write("keys.txt", "a\nb\na\n");
    write("app.log", "10:01 load|user=7 |in 3 ms\n10:02 load|user=8 |in 2 ms\n");
    write("requests.csv", "time,key\n1,a\n2,b\n");
    write("monitor.txt", "1378822105.089572 [0 127.0.0.1:56604] \"GET\" \"a\"\n");
    ByteBuffer ids = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    gzip("corda.i64.gz", ids.putLong(1).putLong(2).array());
    Path program = write(
        "larder-replay",
        "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                ReplayCommand.class.getName()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void itsCommandsPrintATableAndWriteTheirFiles() throws Exception {
    List<String> commands = Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("larder-replay ") || line.startsWith("CLASSPATH="))
        .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(12);
    Process shell = new ProcessBuilder(
            "sh", "-e", "-c", "PATH=\"$PWD:$PATH\"\n" + String.join("\n", commands))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
    int status = shell.waitFor();
    String output = Files.readString(directory.resolve("output"));
    assertThat(status).describedAs(output).isZero();
    assertThat(output.split("Hit ratios in per cent", -1)).hasSize(commands.size() + 1);
    for (String name : List.of("hits.html", "hits.png", "hits.csv", "hits.json")) {
      assertThat(directory.resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void itNamesAllPoliciesAndProducts() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(
            Contestant.references().stream().map(c -> '`' + c.name() + '`').toList())
        .contains("`caffeine`", "`cache2k`", "`ehcache`");
  }

  @Test
  void theProgramItLinksIsThere() {
    assertThat(Path.of("larder-replay")).isExecutable();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private void gzip(String name, byte[] bytes) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      out.write(bytes);
    }
  }
}
