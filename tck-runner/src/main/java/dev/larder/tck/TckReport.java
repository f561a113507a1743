package dev.larder.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run of the TCK did, test by test, as {@code class#method}.
 *
 * @param reported all tests that have a result, whatever it is
 * @param failed those that failed, or ended with an unexpected exception
 * @param skipped those that JUnit did not run
 * @param leftOut those that the TCK replaced by an empty test, which passes
 */
public record TckReport(
    List<String> reported, List<String> failed, List<String> skipped, List<String> leftOut) {
  /** All tests of the TCK 1.1.1 but the twelve for annotations and the dummy. */
  public static final int EXPECTED = 480;

  /** The one test that has to be left out: it always fails, to prove that leaving out works. */
  public static final String DUMMY = "org.jsr107.tck.CachingTest#dummyTest";

  public TckReport {
    reported = List.copyOf(reported);
    failed = List.copyOf(failed);
    skipped = List.copyOf(skipped);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Adds up surefire's XML reports in the directory, which is taken as empty if it does not exist.
   *
   * @throws IOException if a report can't be read; it is not passed over
   */
  public static TckReport read(Path directory) throws IOException {
    var total = new TckReport(List.of(), List.of(), List.of(), List.of());
    for (var file : reportsIn(directory)) {
      total = total.plus(SurefireReport.read(file));
    }
    return total;
  }

  /** The number of tests whose own code ran. */
  public int run() {
    return reported.size() - skipped.size() - leftOut.size();
  }

  /** The line to print. */
  public String summary() {
    return "TCK: " + run() + " run, " + failed.size() + " failed, " + skipped.size() + " skipped";
  }

  /** What is wrong with the run, a sentence each; empty when all of the TCK ran and passed. */
  public List<String> objections() {
    var objections = new ArrayList<String>();
    if (run() < EXPECTED) {
      objections.add("only " + run() + " of " + EXPECTED + " tests ran");
    }
    failed.forEach(test -> objections.add(test + " failed"));
    skipped.forEach(test -> objections.add(test + " was skipped"));
    leftOut.stream()
        .filter(test -> !test.equals(DUMMY))
        .forEach(test -> objections.add(test + " was left out by the TCK"));
    if (!leftOut.contains(DUMMY)) {
      objections.add("the TCK's log does not say that it left out " + DUMMY
          + ", so neither would it say what else it left out");
    }
    return objections;
  }

  private TckReport plus(TckReport other) {
    return new TckReport(
        joined(reported, other.reported), joined(failed, other.failed),
        joined(skipped, other.skipped), joined(leftOut, other.leftOut));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<Path> reportsIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
      var reports = new ArrayList<Path>();
      files.forEach(reports::add);
      return reports;
    }
  }
}
