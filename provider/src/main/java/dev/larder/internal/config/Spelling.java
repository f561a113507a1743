package dev.larder.internal.config;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Optional;

/** Guesses which word was meant. */
final class Spelling {
  private Spelling() {}

  /** The known word that takes the fewest edits to write instead, if that leaves at least half of it as it was. */
  static Optional<String> nearest(String written, Collection<String> known) {
    return known.stream()
        .min(comparingInt(word -> distance(written, word)))
        .filter(word -> 2 * distance(written, word) <= word.length());
  }

  /** The end of a message that something is unknown: what was meant perhaps, and what there is. */
  static String suggestion(String written, Collection<String> known) {
    return nearest(written, known).map(near -> "; did you mean " + near + "?").orElse("")
        + known(known);
  }

  static String known(Collection<String> known) {
    return known.stream().sorted().collect(joining(", ", " (known here: ", ")"));
  }

  /** Levenshtein's: how many characters have to be inserted, deleted or replaced. O(product of the lengths). */
  static int distance(String from, String to) {
    var row = new int
        [to.length()
            + 1]; // the distances between what was read of `from` and each beginning of `to`
    for (var j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (var i = 1; i <= from.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j < row.length; j++) {
        var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
