package dev.larder.internal.disk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the platform has its caches, by the customs of each. */
final class CacheHome {
  private CacheHome() {}

  /** This user's, on this machine. */
  static Path here() {
    return of(
        System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System::getenv);
  }

  /**
   * What counts on such a system.
   *
   * @param environment variables by name; null for those that are not set
   */
  static Path of(String system, Path userHome, UnaryOperator<@Nullable String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return said(environment.apply("LOCALAPPDATA"), userHome.resolve("AppData").resolve("Local"));
    }
    return name.startsWith("mac")
        ? userHome.resolve("Library").resolve("Caches")
        : said(environment.apply("XDG_CACHE_HOME"), userHome.resolve(".cache"));
  }

  /** The XDG Base Directory Specification: a path that is not absolute does not count. */
  private static Path said(@Nullable String variable, Path otherwise) {
    return variable != null && !variable.isEmpty() && Path.of(variable).isAbsolute()
        ? Path.of(variable)
        : otherwise;
  }
}
