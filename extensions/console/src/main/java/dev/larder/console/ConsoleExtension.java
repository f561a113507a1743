package dev.larder.console;

import dev.larder.EffectiveSetting;
import dev.larder.LarderCacheManager;
import dev.larder.ManagerExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;

/**
 * Starts a console for managers whose configuration says so. For the {@link java.util.ServiceLoader}. Managers whose settings are the same
 * share one console.
 */
public final class ConsoleExtension implements ManagerExtension {
  private static final System.Logger LOG = System.getLogger("dev.larder.console");

  /** Guarded by itself. */
  private static final Map<ConsoleOptions, LarderConsole> RUNNING = new HashMap<>();

  /** For the {@link java.util.ServiceLoader}. */
  public ConsoleExtension() {}

  @Override
  public String name() {
    return "console";
  }

  /** A console that cannot listen is a warning: no application stays down for want of it. */
  @Override
  public AutoCloseable start(LarderCacheManager manager, List<EffectiveSetting> settings) {
    ConsoleOptions options = ConsoleOptions.of(settings);
    synchronized (RUNNING) {
      try {
        LarderConsole console = RUNNING.computeIfAbsent(options, LarderConsole::start);
        console.watch(manager);
        LOG.log(
            System.Logger.Level.INFO,
            "the caches of the manager " + manager.getURI() + " are shown at " + console.uri());
        return () -> forget(options, console, manager);
      } catch (CacheException e) {
        LOG.log(System.Logger.Level.WARNING, e.getMessage() + " (the caches work without it)");
        return () -> {};
      }
    }
  }

  private static void forget(
      ConsoleOptions options, LarderConsole console, LarderCacheManager manager) {
    synchronized (RUNNING) {
      console.forget(manager);
      if (console.isIdle()) {
        RUNNING.remove(options, console);
        console.close();
      }
    }
  }
}
