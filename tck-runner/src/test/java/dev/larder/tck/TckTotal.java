package dev.larder.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Not a test of ours: the build runs it after the TCK, and it fails the build unless all of the TCK ran and passed. */
class TckTotal {

  @Test
  void allOfTheTckRanAndPassed() throws IOException {
    var report = TckReport.read(Path.of(System.getProperty("tck.reports", "target/tck-reports")));
    System.out.println(report.summary());
    assertThat(report.objections()).isEmpty();
  }
}
