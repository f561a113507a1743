import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Says whether two folders have the same files, byte for byte, and if not, which entries of which jar differ.
 *
 * <pre>java tools/release/CompareJars.java FIRST SECOND</pre>
 */
final class CompareJars {
  public static void main(String[] folders) throws IOException {
    Path first = Path.of(folders[0]);
    Path second = Path.of(folders[1]);
    TreeSet<String> names = new TreeSet<>(names(first));
    names.addAll(names(second));
    int differences = 0;
    for (String name : names) {
      List<String> found = compare(first.resolve(name), second.resolve(name));
      System.out.println((found.isEmpty() ? "same    " : "DIFFERS ") + name);
      found.forEach(difference -> System.out.println("        " + difference));
      differences += found.size();
    }
    if (names.isEmpty() || differences > 0) {
      System.err.println(names.isEmpty() ? "There is nothing to compare." : "The two builds differ.");
      System.exit(1);
    }
    System.out.println("Two builds, " + names.size() + " files, the same bytes.");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<String> compare(Path first, Path second) throws IOException {
    if (!Files.exists(first) || !Files.exists(second)) {
      return List.of("is not in " + (Files.exists(first) ? "the second" : "the first") + " build");
    }
    if (Files.mismatch(first, second) < 0) {
      return List.of();
    }
    return first.toString().endsWith(".jar") ? compareEntries(first, second) : List.of("content");
  }

  private static List<String> compareEntries(Path first, Path second) throws IOException {
    Map<String, String> before = entries(first);
    Map<String, String> after = entries(second);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        differences.add(name + ": " + before.get(name) + " / " + after.get(name));
      }
    }
    // The same entries in another order, or other flags.
    return differences.isEmpty() ? List.of("order or form of its entries") : differences;
  }

  private static Map<String, String> entries(Path jar) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(
            entry.getName(),
            "%d bytes, crc %08x, %s".formatted(entry.getSize(), entry.getCrc(), entry.getTimeLocal()));
      }
    }
    return entries;
  }
}
