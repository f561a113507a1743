package dev.larder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, with what it shows. */
final class MarkdownPage {
  private final String text;

  /** @param path from the top of the repository */
  MarkdownPage(String path) {
    try {
      text = Files.readString(Path.of("..", path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }

  /** What stands between fences of this language. */
  List<String> blocks(String language) {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(requireNonNull(matcher.group(1)));
    }
    return blocks;
  }
}
