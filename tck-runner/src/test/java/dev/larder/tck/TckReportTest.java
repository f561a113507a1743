package dev.larder.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of these runs looks green, or green enough, to somebody who doesn't count. */
class TckReportTest {
  private static final String DUMMY_LEFT_OUT = leftOut("org.jsr107.tck.CachingTest", "dummyTest");

  @TempDir
  private Path directory;

  @Test
  void aRunOfAllTestsThatPassHasNothingAgainstIt() throws IOException {
    writeReport("a.B", passed(200));
    writeReport("a.C", passed(280) + DUMMY_LEFT_OUT);

    var report = TckReport.read(directory);

    assertThat(report.summary()).isEqualTo("TCK: 480 run, 0 failed, 0 skipped");
    assertThat(report.objections()).isEmpty();
  }

  @Test
  void oneTestLessIsTooFew() throws IOException {
    writeReport("a.B", passed(479) + DUMMY_LEFT_OUT);

    var report = TckReport.read(directory);

    assertThat(report.summary()).isEqualTo("TCK: 479 run, 0 failed, 0 skipped");
    assertThat(report.objections()).containsExactly("only 479 of 480 tests ran");
  }

  @Test
  void noReportsAtAllAreTooFew() throws IOException {
    assertThat(TckReport.read(directory).objections()).contains("only 0 of 480 tests ran");
    assertThat(TckReport.read(directory.resolve("missing")).objections())
        .contains("only 0 of 480 tests ran");
  }

  @Test
  void aFailureAndAnErrorAreBothFailures() throws IOException {
    writeReport(
        "a.B",
        passed(478)
            + test("bad", "<failure type='x'/>")
            + test("worse", "<error type='x'/>")
            + DUMMY_LEFT_OUT);

    var report = TckReport.read(directory);

    assertThat(report.summary()).isEqualTo("TCK: 480 run, 2 failed, 0 skipped");
    assertThat(report.objections()).containsExactly("a.B#bad failed", "a.B#worse failed");
  }

  @Test
  void aSkippedTestDidNotRun() throws IOException {
    writeReport("a.B", passed(479) + test("lazy", "<skipped/>") + DUMMY_LEFT_OUT);

    var report = TckReport.read(directory);

    assertThat(report.summary()).isEqualTo("TCK: 479 run, 0 failed, 1 skipped");
    assertThat(report.objections())
        .containsExactly("only 479 of 480 tests ran", "a.B#lazy was skipped");
  }

  @Test
  void aTestThatTheTckLeftOutDidNotRunThoughItIsReportedAsPassed() throws IOException {
    writeReport("a.B", passed(479) + leftOut("a.B", "testUnwrap") + DUMMY_LEFT_OUT);

    var report = TckReport.read(directory);

    assertThat(report.summary()).isEqualTo("TCK: 479 run, 0 failed, 0 skipped");
    assertThat(report.objections())
        .containsExactly("only 479 of 480 tests ran", "a.B#testUnwrap was left out by the TCK");
  }

  @Test
  void moreTestsThanExpectedDoNotMakeUpForOneLeftOut() throws IOException {
    writeReport("a.B", passed(490) + leftOut("a.B", "testUnwrap") + DUMMY_LEFT_OUT);

    assertThat(TckReport.read(directory).objections())
        .containsExactly("a.B#testUnwrap was left out by the TCK");
  }

  @Test
  void aRunWhoseLogIsMissingProvesNothing() throws IOException {
    writeReport("a.B", passed(481));

    assertThat(TckReport.read(directory).objections())
        .containsExactly(
            "the TCK's log does not say that it left out org.jsr107.tck.CachingTest#dummyTest,"
                + " so neither would it say what else it left out");
  }

  @Test
  void aReportThatCanNotBeReadIsNotPassedOver() throws IOException {
    Files.writeString(directory.resolve("TEST-a.B.xml"), "<testsuite>");

    assertThatThrownBy(() -> TckReport.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("TEST-a.B.xml");
  }

  private void writeReport(String className, String tests) throws IOException {
    var xml = "<?xml version='1.0' encoding='UTF-8'?><testsuite>"
        + tests.replace("CLASS", className) + "</testsuite>";
    Files.writeString(directory.resolve("TEST-" + className + ".xml"), xml);
  }

  private static String passed(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> test("test" + i, ""))
        .collect(Collectors.joining());
  }

  private static String leftOut(String className, String method) {
    return test(
        method,
        "<system-err><![CDATA[Nov 21, 2026 3:03:51 PM org.jsr107.tck.testutil.AbstractTestExcluder$ExcludedStatement evaluate\n"
            + "INFO: ===== EXCLUDING TEST '" + className + "'\t'" + method
            + "'.\n]]></system-err>");
  }

  private static String test(String name, String content) {
    return "<testcase name='" + name + "' classname='CLASS' time='0.001'>" + content
        + "</testcase>";
  }
}
