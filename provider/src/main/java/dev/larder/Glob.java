package dev.larder;

import java.util.regex.Pattern;

/** Shell patterns in the words of regular expressions. */
final class Glob {
  private Glob() {}

  static Pattern toRegex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); ) {
      char c = glob.charAt(i);
      if (c == '[') {
        int end = closingBracket(glob, i);
        regex.append(oneOf(glob.substring(i + 1, end)));
        i = end + 1;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        i++;
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static int closingBracket(String glob, int open) {
    // A bracket that closes right behind the opening one stands for itself.
    int first = glob.startsWith("!", open + 1) ? open + 2 : open + 1;
    int end = glob.indexOf(']', first + 1);
    if (end < 0) {
      throw new IllegalArgumentException("the pattern \"" + glob + "\" opens a bracket at " + open
          + " and does not close it; write [[] for the bracket itself");
    }
    return end;
  }

  /** All but the hyphen between two characters stands for itself. */
  private static String oneOf(String choice) {
    boolean none = choice.startsWith("!");
    String characters = none ? choice.substring(1) : choice;
    StringBuilder regex = new StringBuilder(none ? "[^" : "[");
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      boolean isRange = c == '-' && i > 0 && i < characters.length() - 1;
      if (!isRange && !Character.isLetterOrDigit(c)) {
        regex.append('\\');
      }
      regex.append(c);
    }
    return regex.append(']').toString();
  }
}
