package dev.larder.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Not a test of ours: the build runs it after the TCK's annotation tests, and it fails the build unless all of them ran, each with a
 * bean that a container had made to be intercepted, and passed.
 */
class AnnotationsTotal {
  private static final int EXPECTED = 12;

  @ParameterizedTest
  @ValueSource(strings = {"guice", "cdi", "spring"})
  void allAnnotationTestsRanWithInterceptedBeansAndPassed(String container) throws IOException {
    Path reports =
        Path.of(System.getProperty("tck.reports", "target/tck-reports"), "annotations", container);
    TckReport report = TckReport.read(reports);
    System.out.println("annotations in " + container + ": " + report.summary());
    assertThat(report.failed()).isEmpty();
    assertThat(report.skipped()).isEmpty();
    assertThat(report.leftOut()).isEmpty();
    assertThat(report.run()).isEqualTo(EXPECTED);
    assertThat(Files.readAllLines(reports.resolve("evidence.txt")))
        .hasSizeGreaterThanOrEqualTo(EXPECTED)
        .allSatisfy(line -> assertThat(line).endsWith(" intercepted"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .contains(
            "CacheNameOnEachMethodBlogManagerImpl",
            "ClassLevelCacheConfigBlogManagerImpl",
            "UsingDefaultCacheNameBlogManagerImpl");
  }
}
