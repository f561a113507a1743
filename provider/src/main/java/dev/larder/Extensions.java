package dev.larder;

import dev.larder.internal.config.SettingLine;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** What other jars add to one manager. */
final class Extensions implements AutoCloseable {
  static final Extensions NONE = new Extensions(null);

  private static final System.Logger LOG = System.getLogger("dev.larder.config");
  private static final String CONSOLE = "console";

  private final @Nullable AutoCloseable started;

  private Extensions(@Nullable AutoCloseable started) {
    this.started = started;
  }

  /**
   * Starts what is enabled.
   *
   * @throws CacheException when its settings are wrong, or no jar brings it
   */
  static Extensions start(LarderCacheManager manager, List<SettingLine> console) {
    Optional<SettingLine> enabled =
        console.stream().filter(line -> line.key().equals("enabled")).findFirst();
    if (enabled.isEmpty() || !isTrue(enabled.get())) {
      return NONE;
    }
    ManagerExtension extension = find(manager.getClassLoader())
        .orElseThrow(
            () -> new CacheException(
                enabled.get().origin()
                    + " = true, but no jar on the class path brings a console; add dev.larder:larder-console, or write false"));
    return new Extensions(extension.start(
        manager,
        console.stream()
            .map(line -> new EffectiveSetting(line.key(), line.value(), line.origin()))
            .toList()));
  }

  private static boolean isTrue(SettingLine enabled) {
    return switch (enabled.value()) {
      case "true" -> true;
      case "false" -> false;
      default ->
        throw new CacheException(
            enabled.origin() + " = " + enabled.value() + ": write true or false");
    };
  }

  private static Optional<ManagerExtension> find(@Nullable ClassLoader loader) {
    return StreamSupport.stream(
            ServiceLoader.load(ManagerExtension.class, loader).spliterator(), false)
        .filter(extension -> extension.name().equals(CONSOLE))
        .findFirst();
  }

  @Override
  public void close() {
    if (started == null) {
      return;
    }
    try {
      started.close();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "the console did not close", e);
    }
  }
}
