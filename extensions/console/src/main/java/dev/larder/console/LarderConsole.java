package dev.larder.console;

import dev.larder.LarderCacheManager;
import java.io.IOException;
import java.net.URI;
import javax.cache.CacheException;
import javax.cache.CacheManager;

/**
 * A page that shows the caches of some managers at work: how full they are, how often they hit, what leaves them and why, how long loads
 * take. Thread-safe.
 *
 * <pre>{@code
 * try (LarderConsole console = LarderConsole.start(ConsoleOptions.DEFAULT, manager)) {
 *   System.out.println("caches: " + console.uri());
 *   ...
 * }
 * }</pre>
 *
 * <p>In {@code larder.conf}: {@code larder.console { enabled = true }}. See {@code docs/console.md}.
 *
 * <p>Looks at each cache once a second, which costs a few memory reads, and notes the time of each load. A manager that is closed is
 * forgotten.
 */
public final class LarderConsole implements AutoCloseable {
  private final Watch watch;
  private final Site site;

  private LarderConsole(Watch watch, Site site) {
    this.watch = watch;
    this.site = site;
  }

  /**
   * Starts a console.
   *
   * @param managers of Larder's; more can follow
   * @throws IllegalArgumentException when a manager is not Larder's
   * @throws CacheException when it cannot listen there
   */
  public static LarderConsole start(ConsoleOptions options, CacheManager... managers) {
    Watch watch = new Watch();
    try {
      LarderConsole console = new LarderConsole(watch, Site.open(options, watch));
      for (CacheManager manager : managers) {
        console.watch(manager);
      }
      watch.begin();
      return console;
    } catch (IOException e) {
      watch.close();
      throw new CacheException(
          "the console cannot listen at " + options.host() + ":" + options.port() + ": "
              + e.getMessage() + "; choose another port, or 0 for any that is free",
          e);
    }
  }

  /** Where the page is. */
  public URI uri() {
    return site.uri();
  }

  /**
   * Shows the caches of this manager, too, those it has and those to come.
   *
   * @throws IllegalArgumentException when it is not Larder's
   */
  public void watch(CacheManager manager) {
    watch.add(manager.unwrap(LarderCacheManager.class));
  }

  /** Shows them no longer. */
  public void forget(CacheManager manager) {
    watch.remove(manager.unwrap(LarderCacheManager.class));
  }

  boolean isIdle() {
    return watch.isIdle();
  }

  /** Closes the page and all connections to it. The caches go on. */
  @Override
  public void close() {
    watch.close();
    site.close();
  }
}
