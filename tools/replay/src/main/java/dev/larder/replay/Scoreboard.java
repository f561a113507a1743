package dev.larder.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hit ratios of all policies in all cells, and what they amount to. */
final class Scoreboard {
  /** How a policy did over all cells, in points of per cent; regret is what the best policy of a cell had more. */
  record Summary(double mean, double meanRegret, double worstRegret, Cell worstCell) {}

  /** How far the means of repeated runs, and the results in one cell, lie apart. */
  record Spread(int runs, double leastMean, double greatestMean, double widestCell, Cell cell) {}

  private final Anchors anchors;
  private final Map<Cell, Map<String, List<Double>>> ratios = new LinkedHashMap<>();
  private final Map<String, long[]> costs = new LinkedHashMap<>();

  Scoreboard(Anchors anchors) {
    this.anchors = anchors;
  }

  void add(Cell cell, String policy, Replay.Result result) {
    ratios
        .computeIfAbsent(cell, c -> new LinkedHashMap<>())
        .computeIfAbsent(policy, p -> new ArrayList<>())
        .add(result.hitRatio());
    long[] cost = costs.computeIfAbsent(policy, p -> new long[2]);
    cost[0] += result.nanos();
    cost[1] += result.requests();
  }

  Set<Cell> cells() {
    return ratios.keySet();
  }

  /** Those that were run here. */
  Set<String> policies() {
    return costs.keySet();
  }

  /** Those that were only measured elsewhere. */
  List<String> anchorsOnly() {
    return Anchors.online().stream()
        .filter(name -> !costs.containsKey(name))
        .filter(name -> cells().stream().allMatch(cell -> anchors.of(cell).containsKey(name)))
        .toList();
  }

  Anchors anchors() {
    return anchors;
  }

  /** The mean of the runs; of the anchors when it was not run here. */
  double ratio(Cell cell, String policy) {
    List<Double> runs = ratios.getOrDefault(cell, Map.of()).get(policy);
    return runs == null
        ? anchors.of(cell).getOrDefault(policy, Double.NaN)
        : runs.stream().mapToDouble(r -> r).average().orElseThrow();
  }

  /** What the best online policy has in the cell: of the anchors, or, where there are none, of those run here. */
  double best(Cell cell) {
    Map<String, Double> known = anchors.of(cell);
    Collection<String> online = known.isEmpty() ? policies() : Anchors.online();
    return online.stream()
        .filter(name -> !name.equals("OPT"))
        .mapToDouble(name -> known.isEmpty() ? ratio(cell, name) : known.getOrDefault(name, 0.0))
        .max()
        .orElse(0);
  }

  double regret(Cell cell, String policy) {
    return Math.max(0, best(cell) - ratio(cell, policy));
  }

  Summary summary(String policy) {
    DoubleSummaryStatistics mean = new DoubleSummaryStatistics();
    DoubleSummaryStatistics regrets = new DoubleSummaryStatistics();
    Cell worst = cells().iterator().next();
    for (Cell cell : cells()) {
      mean.accept(ratio(cell, policy));
      regrets.accept(regret(cell, policy));
      if (regret(cell, policy) > regret(worst, policy)) {
        worst = cell;
      }
    }
    return new Summary(mean.getAverage(), regrets.getAverage(), regrets.getMax(), worst);
  }

  Spread spread(String policy) {
    int runs = ratios.values().iterator().next().getOrDefault(policy, List.of()).size();
    DoubleSummaryStatistics means = new DoubleSummaryStatistics();
    for (int run = 0; run < runs; run++) {
      int r = run;
      means.accept(ratios.values().stream()
          .mapToDouble(cell -> cell.getOrDefault(policy, List.of()).get(r))
          .average()
          .orElse(0));
    }
    Cell widest = cells().iterator().next();
    for (Cell cell : cells()) {
      if (width(cell, policy) > width(widest, policy)) {
        widest = cell;
      }
    }
    return new Spread(runs, means.getMin(), means.getMax(), width(widest, policy), widest);
  }

  private double width(Cell cell, String policy) {
    DoubleSummaryStatistics runs =
        ratios.getOrDefault(cell, Map.of()).getOrDefault(policy, List.of()).stream()
            .mapToDouble(r -> r)
            .summaryStatistics();
    return runs.getMax() - runs.getMin();
  }

  /** Nanoseconds a request, this tool's own work included. */
  double cost(String policy) {
    long[] cost = costs.getOrDefault(policy, new long[] {0, 1});
    return (double) cost[0] / cost[1];
  }
}
