package dev.larder;

import java.util.List;

/**
 * What came back from a file that {@link LarderCache#dump} wrote.
 *
 * <pre>{@code
 * RestoreReport report = cache.restore(file);
 * if (!report.isComplete()) {
 *   report.problems().forEach(LOG::warn);
 * }
 * }</pre>
 *
 * @param restored how many entries are in the cache again
 * @param expired how many had expired since, and were left out
 * @param problems what could not be read, and where in the file; empty when it was intact
 */
public record RestoreReport(long restored, long expired, List<String> problems) {
  /** Takes a copy of the list. */
  public RestoreReport {
    problems = List.copyOf(problems);
  }

  /** Whether all that was written came back, or had expired. */
  public boolean isComplete() {
    return problems.isEmpty();
  }
}
