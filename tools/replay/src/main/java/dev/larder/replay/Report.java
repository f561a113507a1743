package dev.larder.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a {@link Scoreboard}: as Markdown, which reads well enough in a terminal. */
final class Report {
  private final Scoreboard board;
  private final List<String> policies;
  private final StringBuilder text = new StringBuilder();

  Report(Scoreboard board) {
    this.board = board;
    this.policies = List.copyOf(board.policies());
  }

  /** One line a policy, the best mean first. */
  String summary() {
    text.setLength(0);
    row("policy", "mean", "mean regret", "worst regret", "in", "ns a request");
    text.append("| --- | ---: | ---: | ---: | --- | ---: |\n");
    List<String> all = new ArrayList<>(policies);
    board.anchorsOnly().forEach(all::add);
    all.sort((a, b) -> Double.compare(board.summary(b).mean(), board.summary(a).mean()));
    for (String policy : all) {
      Scoreboard.Summary s = board.summary(policy);
      boolean ranHere = policies.contains(policy);
      row(
          ranHere ? policy : policy + " *",
          number(s.mean()),
          policy.equals("OPT") ? "" : number(s.meanRegret()),
          policy.equals("OPT") ? "" : number(s.worstRegret()),
          policy.equals("OPT")
              ? ""
              : s.worstCell().trace() + " " + s.worstCell().size(),
          ranHere ? String.format(Locale.ROOT, "%.0f", board.cost(policy)) : "");
    }
    return text.toString();
  }

  /** One line a cell. */
  String cells() {
    text.setLength(0);
    List<String> head = new ArrayList<>(List.of("trace", "size"));
    head.addAll(policies);
    head.add("best *");
    row(head.toArray(String[]::new));
    text.append("| --- |").append(" ---: |".repeat(head.size() - 1)).append('\n');
    for (Cell cell : board.cells()) {
      List<String> line = new ArrayList<>(List.of(cell.trace(), String.valueOf(cell.size())));
      policies.forEach(policy -> line.add(number(board.ratio(cell, policy))));
      line.add(number(board.best(cell)));
      row(line.toArray(String[]::new));
    }
    return text.toString();
  }

  /** How far the runs of a policy that was run several times lie apart; empty when none was. */
  String spread() {
    text.setLength(0);
    for (String policy : policies) {
      Scoreboard.Spread s = board.spread(policy);
      if (s.runs() > 1) {
        text.append(String.format(
            Locale.ROOT,
            "%s, %d runs with different seeds: mean %.2f to %.2f; widest apart in %s %d: %.2f points.%n",
            policy,
            s.runs(),
            s.leastMean(),
            s.greatestMean(),
            s.cell().trace(),
            s.cell().size(),
            s.widestCell()));
      }
    }
    return text.toString();
  }

  /** Our yardsticks beside the same policies as others wrote them; empty without anchors. */
  String validation() {
    text.setLength(0);
    for (String policy : policies) {
      double sum = 0;
      double worst = 0;
      int count = 0;
      Cell worstCell = null;
      for (Cell cell : board.cells()) {
        Map<String, Double> anchors = board.anchors().of(cell);
        if (anchors.containsKey(policy)) {
          double difference = board.ratio(cell, policy) - anchors.get(policy);
          sum += difference;
          count++;
          if (worstCell == null || Math.abs(difference) > Math.abs(worst)) {
            worst = difference;
            worstCell = cell;
          }
        }
      }
      if (worstCell != null) {
        row(policy, signed(sum / count), signed(worst), worstCell.trace() + " " + worstCell.size());
      }
    }
    return text.isEmpty()
        ? ""
        : "| policy | mean difference | greatest | in |\n| --- | ---: | ---: | --- |\n" + text;
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.2f", value);
  }
}
