package dev.larder.internal.fory;

import dev.larder.internal.copy.GraphCopier;
import dev.larder.internal.copy.GraphCopiers;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One Fory for the caches of each class loader: making one costs milliseconds, and it remembers all classes that it has seen. It is
 * held here weakly, and goes with the last of those caches. (Fory itself refers to classes softly from caches of its own.) Thread-safe.
 */
public final class ForyCopiers implements GraphCopiers {
  /** Guards itself. Values refer to their keys, so both are weak. */
  private final Map<ClassLoader, WeakReference<ForyCopier>> copiers = new WeakHashMap<>();

  /** For the {@link java.util.ServiceLoader}. */
  public ForyCopiers() {}

  @Override
  public GraphCopier of(ClassLoader loader) {
    synchronized (copiers) {
      ForyCopier present = find(loader);
      if (present != null) {
        return present;
      }
      ForyCopier made = new ForyCopier();
      copiers.put(loader, new WeakReference<>(made));
      return made;
    }
  }

  private @Nullable ForyCopier find(ClassLoader loader) {
    WeakReference<ForyCopier> reference = copiers.get(loader);
    return reference == null ? null : reference.get();
  }
}
