package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo with {@code --tier}, over few sales: real JVMs, real files, a real Redis. */
class TierDemoTest {
  private static final int SALES = 3_000;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private List<String> show(String tier) {
    int exitCode = Demo.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("--tier", tier, "--sales", Integer.toString(SALES));
    assertThat(exitCode).as(err.toString()).isZero();
    return out.toString().lines().toList();
  }

  /** The SELECTs for entities in the row that begins like this. */
  private static long selects(List<String> lines, String row) {
    return lines.stream()
        .filter(line -> line.startsWith(row))
        .map(line -> line.substring(row.length()).strip().split(" +", -1)[1].replace(",", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSecondStartOverTheFilesOfTheFirstReadsNothingFromTheDatabase() {
    List<String> lines = show("disk");
    assertThat(selects(lines, "first start, no files yet")).isPositive();
    assertThat(selects(lines, "second start, files are there")).isZero();
    assertThat(lines).anyMatch(line -> line.contains("sent 100.0 % fewer SELECTs for entities"));
  }

  @Test
  void aJvmBesideAnotherAndOneThatStartsAgainReadNothingFromTheDatabase() {
    List<String> lines = show("redis");
    assertThat(selects(lines, "JVM 1, server is empty")).isPositive();
    assertThat(selects(lines, "JVM 2, beside JVM 1")).isZero();
    assertThat(selects(lines, "JVM 1 started again")).isLessThanOrEqualTo(1); // the price's change
    assertThat(lines).anyMatch(line -> line.startsWith("JVM 2 changed a price from "));
  }
}
