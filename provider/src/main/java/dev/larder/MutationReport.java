package dev.larder;

/**
 * A value was changed while it was in a cache that stores by reference, so that all who read it see the change: {@link
 * LarderCache#guardMutations}.
 *
 * <pre>{@code
 * cache.guardMutations(report -> LOG.warn(report.valueClass() + " was changed", report.suspect()));
 * }</pre>
 *
 * @param cache its name
 * @param valueClass the class of the value
 * @param suspect where the value was last handed to somebody before the change was noticed: the stack of that put or read. Whoever
 *     was called from there, or called it, had the value in hands
 */
public record MutationReport(String cache, Class<?> valueClass, Throwable suspect) {
  @Override
  public String toString() {
    return "a " + valueClass.getName() + " in cache \"" + cache
        + "\" was changed after it was handed out; store by value, make a copy before changing it, or put it back";
  }
}
