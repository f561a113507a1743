package dev.larder.replay;

import dev.larder.internal.core.HitCurve;
import dev.larder.internal.core.Lifetime;
import dev.larder.internal.core.Shadow;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.core.TableConfig;
import dev.larder.internal.management.Accesses;
import dev.larder.replay.log.Trace;
import dev.larder.replay.policy.LarderCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How far what the advisor foretells is from what full replays at these sizes have. Each advisor foretells an eighth of the cell's size to
 * eight times as much. Seeds are drawn as the table draws its own: neighbouring numbers would be too much alike.
 */
final class AdviceReplay {
  private static final int ADVISORS = 2;

  /** Full replays of one size: as many as have so many requests together, within bounds. */
  private static final int REQUESTS = 2_000_000;

  private static final int LEAST_REPLAYS = 2;
  private static final int MOST_REPLAYS = 16;

  /** The sweeper comes by twice a second; a cache that is read 1,000 times a second is that often played. */
  private static final int PLAYED_EVERY = 500;

  /** What was foretold once, in per cent. */
  private record Guess(String trace, int size, double scale, double foretold, double actual) {
    double error() {
      return Math.abs(foretold - actual);
    }
  }

  private AdviceReplay() {}

  /**
   * {@code args}: the directory of the traces, the page to write, and the names of the traces to play if not all. The page is written anew
   * after each trace, for it takes half an hour to play all.
   */
  public static void main(String[] args) throws IOException {
    List<String> wanted = List.of(args).subList(2, args.length);
    List<Guess> all = new ArrayList<>();
    for (TraceSet.Entry entry : TraceSet.at(Path.of(args[0])).entries()) {
      if (!wanted.isEmpty() && !wanted.contains(entry.name())) {
        continue;
      }
      all.addAll(guesses(entry.read(), entry.sizes()));
      Files.writeString(Path.of(args[1]), page(all));
      System.out.printf(
          Locale.ROOT, "%s: so far %.2f mean, %.1f worst%n", entry.name(), mean(all), worst(all));
    }
  }

  private static List<Guess> guesses(Trace trace, List<Integer> sizes) {
    record Foretold(int size, HitCurve curve) {}
    int[] seeds = new Random(ADVISORS).ints(ADVISORS).toArray();
    List<Foretold> all = IntStream.range(0, sizes.size() * ADVISORS)
        .parallel()
        .mapToObj(i -> new Foretold(
            sizes.get(i / ADVISORS), foretell(trace, sizes.get(i / ADVISORS), seeds[i % ADVISORS])))
        .toList();
    var wanted = ConcurrentHashMap.<Integer>newKeySet();
    all.forEach(f -> f.curve.points().forEach(point -> wanted.add(size(f.size, point))));
    record Played(int size, double ratio) {}
    TreeMap<Integer, Double> actual = new TreeMap<>();
    wanted.parallelStream()
        .map(size -> new Played(size, replay(trace, size)))
        .toList()
        .forEach(played -> actual.put(played.size, played.ratio));
    return all.stream()
        .flatMap(f -> f.curve.points().stream()
            .filter(point -> point.scale() != 1)
            .map(point -> new Guess(
                trace.name(),
                f.size,
                point.scale(),
                100 * point.hitRatio(),
                actual.getOrDefault(size(f.size, point), 0.0))))
        .toList();
  }

  private static int size(int size, HitCurve.Point point) {
    return (int) Math.max(1, Math.round(size * point.scale()));
  }

  private static double replay(Trace trace, int size) {
    int replays = Math.max(LEAST_REPLAYS, Math.min(MOST_REPLAYS, REQUESTS / trace.length()));
    return new Random(size)
        .ints(replays)
        .mapToDouble(seed -> Replay.run(
                trace, new LarderCore(size, trace.uniqueKeys(), 0, seed), requests -> {})
            .hitRatio())
        .average()
        .orElseThrow();
  }

  private static HitCurve foretell(Trace trace, int size, int seed) {
    StripedTable<Integer, Integer> table =
        new StripedTable<>(TableConfig.<Integer, Integer>bounded(trace.name(), size), seed);
    long[] counts = new long[2];
    Shadow shadow = new Shadow(table, () -> counts[0], () -> counts[1], new Shadow.Gate() {
      @Override
      public int spread(int hash) {
        return Accesses.spread(hash);
      }

      @Override
      public void open(int limit) {}
    });
    shadow.follow(true);
    for (int i = 0; i < trace.length(); i++) {
      Integer key = trace.keyAt(i);
      int hash = table.hash(key);
      if (table.get(key) != null) {
        counts[0]++;
        shadow.hit(hash);
      } else {
        counts[1]++;
        shadow.missed(hash);
        table.put(key, key, Lifetime.ETERNAL, Lifetime.ETERNAL);
        shadow.stored(hash, false);
      }
      if (i % PLAYED_EVERY == PLAYED_EVERY - 1) {
        shadow.play();
      }
    }
    return shadow.curve();
  }

  // -- the page

  private static String page(List<Guess> all) {
    return String.format(
        Locale.ROOT,
        """
        # What the advisor foretells

        For each cell (a trace and a cache size) the real table is played with an advisor, %d times with different seeds, which then foretells
        the hit ratio at 1/8 to 8 times the size. Each is set against full replays of the real table at that size: the mean of %d to %d
        of them, fewer of long traces, since the table's own results differ from seed to seed. Errors are absolute, in points of the hit ratio;
        the cache's own size, where the advisor knows, is left out. Accesses are played every 500 requests, as those of a cache that is
        read 1,000 times a second; nothing is lost then. Caches that are read so often that they are followed in stretches only are not
        measured here.

        Written %s by `dev.larder.replay.AdviceReplay TRACES PAGE`, Java %s on %s with %d processors.

        | foretold | mean error | worst error | beyond 3 points | beyond 5 points |
        | ---: | ---: | ---: | ---: | ---: |
        | %d | %.2f | %.1f | %d | %d |

        The bar: mean at most 1.5, worst 5.

        ## By size

        %s
        ## By trace

        %s
        ## The worst

        %s""",
        ADVISORS,
        LEAST_REPLAYS,
        MOST_REPLAYS,
        LocalDate.now(ZoneOffset.UTC),
        System.getProperty("java.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        all.size(),
        mean(all),
        worst(all),
        beyond(all, 3),
        beyond(all, 5),
        by(all, "times the size", guess -> String.format(Locale.ROOT, "%5.3f", guess.scale)),
        by(all, "trace", Guess::trace),
        worstOf(all));
  }

  private static double mean(List<Guess> guesses) {
    return guesses.stream().mapToDouble(Guess::error).average().orElse(0);
  }

  private static double worst(List<Guess> guesses) {
    return guesses.stream().mapToDouble(Guess::error).max().orElse(0);
  }

  private static long beyond(List<Guess> guesses, double limit) {
    return guesses.stream().filter(guess -> guess.error() > limit).count();
  }

  private static String by(List<Guess> guesses, String what, Function<Guess, String> group) {
    TreeMap<String, List<Guess>> groups = new TreeMap<>();
    guesses.forEach(guess ->
        groups.computeIfAbsent(group.apply(guess), anew -> new ArrayList<>()).add(guess));
    StringBuilder text =
        new StringBuilder("| " + what + " | mean error | worst error |\n| --- | ---: | ---: |\n");
    groups.forEach((name, some) -> text.append(
        String.format(Locale.ROOT, "| %s | %.2f | %.1f |%n", name, mean(some), worst(some))));
    return text.toString();
  }

  private static String worstOf(List<Guess> guesses) {
    StringBuilder text = new StringBuilder(
        "| trace | size | times the size | foretold | actual |\n| --- | ---: | ---: | ---: | ---: |\n");
    guesses.stream()
        .sorted(Comparator.comparingDouble(Guess::error).reversed())
        .limit(12)
        .forEach(g -> text.append(String.format(
            Locale.ROOT,
            "| %s | %d | %.3f | %.1f | %.1f |%n",
            g.trace,
            g.size,
            g.scale,
            g.foretold,
            g.actual)));
    return text.toString();
  }
}
