package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Demo.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

  @Test
  void runsThatSawDifferentValuesFailTheDemo() throws IOException {
    Demo demo = command.getCommand();
    int exitCode = demo.report(List.of(runWithDigest(1), runWithDigest(2)));
    assertThat(exitCode).isEqualTo(3);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("differ from those read without", "0000000000000001", "0000000000000002");
  }

  private static Run runWithDigest(long digest) {
    return new Run(CacheChoice.none(), 10, 10, Duration.ofSeconds(1), new HitCurve(), 0, digest);
  }
}
