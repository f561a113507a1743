package dev.larder;

import java.util.List;

/**
 * Comes with a manager when its configuration says so: a service, found by {@link java.util.ServiceLoader} with the manager's class
 * loader, and switched on by {@code enabled = true} in the block of its name. There is one so far, {@code larder.console}.
 *
 * <pre>{@code
 * final class Greeting implements ManagerExtension {
 *   public String name() {
 *     return "greeting"; // larder.greeting { enabled = true }
 *   }
 *
 *   public AutoCloseable start(LarderCacheManager manager, List<EffectiveSetting> settings) {
 *     System.out.println("hello " + manager.getURI());
 *     return () -> System.out.println("good-bye");
 *   }
 * }
 * }</pre>
 */
public interface ManagerExtension {
  /** The name of its block in {@code larder.conf}. */
  String name();

  /**
   * Comes with this manager. Called when the manager has been made, and not under a lock.
   *
   * @param settings what stands in the block, {@code enabled} included; the values are as they were written
   * @return closed with the manager
   * @throws javax.cache.CacheException when a setting is wrong; there is no manager then
   */
  AutoCloseable start(LarderCacheManager manager, List<EffectiveSetting> settings);
}
