package dev.larder.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts JVMs over one database and one tier: an application that starts again, and, where a tier can be shared, two at once.
 */
final class TierDemo {
  /** How many are replayed unless it is said: each JVM asks the database through a socket, which takes its time without a cache. */
  static final int SALES = 20_000;

  private static final BigDecimal SALE_PRICE = new BigDecimal("0.0100");
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final TierKind kind;
  private final int sales;
  private final Consumer<String> progress;

  TierDemo(TierKind kind, int sales, Consumer<String> progress) {
    this.kind = kind;
    this.sales = sales;
    this.progress = progress;
  }

  /** One JVM of it. */
  record Row(String title, ShopReport report) {}

  /**
   * What one JVM saw of another's change.
   *
   * @param millis how long after the other had committed
   * @param statements the SQL statements that it took
   */
  record Change(BigDecimal before, BigDecimal after, long millis, long statements) {}

  /** What all of them did; the first one has no second-level cache. */
  record Result(List<Row> rows, Optional<Change> change) {
    boolean sawEqualValues() {
      return rows.stream().mapToLong(row -> row.report().digest()).distinct().count() == 1;
    }
  }

  /** Runs all of them, some tens of seconds. */
  Result run() throws IOException {
    progress.accept("Opening the FoodMart data (about ten seconds) ...");
    try (DatabaseServer database = new DatabaseServer();
        BelowTheHeap below = kind.open()) {
      Path file = SalesFile.write(FoodMart.openAndReadSales().subList(0, sales));
      Starts starts = new Starts(database, LarderConf.write(below.tierBlock()), file);
      starts.once("no second-level cache", null);
      return kind == TierKind.DISK ? again(starts) : together(starts);
    }
  }

  private static Result again(Starts starts) throws IOException {
    starts.once("first start, no files yet", starts.conf);
    starts.once("second start, files are there", starts.conf);
    return new Result(starts.rows, Optional.empty());
  }

  private static Result together(Starts starts) throws IOException {
    Change change;
    try (ShopJvm first = starts.begin("JVM 1, server is empty", starts.conf);
        ShopJvm second = starts.begin("JVM 2, beside JVM 1", starts.conf)) {
      change = changeSeen(first, second);
    }
    starts.once("JVM 1 started again", starts.conf);
    return new Result(starts.rows, Optional.of(change));
  }

  /** The second changes what the first has in its heap. */
  private static Change changeSeen(ShopJvm first, ShopJvm second) throws IOException {
    BigDecimal before = price(first.order("price"));
    second.order("reprice " + SALE_PRICE);
    long start = System.nanoTime();
    String seen = first.order("price");
    while (price(seen).compareTo(SALE_PRICE) != 0) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException("JVM 1 did not see what JVM 2 had changed");
      }
      seen = first.order("price");
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    second.order("reprice " + before);
    return new Change(before, SALE_PRICE, millis, Long.parseLong(seen.split(" ", -1)[1]));
  }

  private static BigDecimal price(String answer) {
    return new BigDecimal(answer.split(" ", -1)[0]);
  }

  /** Starts JVMs, and keeps what they report. */
  private final class Starts {
    private final DatabaseServer database;
    private final URI conf;
    private final Path file;
    private final List<Row> rows = new ArrayList<>();

    Starts(DatabaseServer database, URI conf, Path file) {
      this.database = database;
      this.file = file;
      this.conf = conf;
    }

    void once(String title, @Nullable URI its) throws IOException {
      begin(title, its).close();
    }

    /** Starts one, and waits until it has rung up all sales. */
    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    ShopJvm begin(String title, @Nullable URI its) throws IOException {
      progress.accept("Replaying: " + title + " ...");
      ShopJvm jvm = ShopJvm.start(its, database.url(), file);
      boolean reported = false;
      try {
        rows.add(new Row(title, ShopReport.parse(jvm.answer())));
        reported = true;
        return jvm;
      } finally {
        if (!reported) {
          jvm.close();
        }
      }
    }
  }
}
