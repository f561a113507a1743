package dev.larder.internal.fory;

import dev.larder.internal.copy.GraphCopier;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.fory.Fory;
import org.apache.fory.ThreadSafeFory;
import org.jspecify.annotations.Nullable;

/** Copies what {@link GraphInspection} finds plain, and nothing else. Thread-safe; instances of Fory are made when first needed. */
final class ForyCopier implements GraphCopier {
  /** Instances of Fory are not thread-safe, and each costs memory: as many as threads can copy at once. */
  private static final int INSTANCES = Runtime.getRuntime().availableProcessors();

  /**
   * The names of the classes that Fory may touch: those that an inspection has found copyable, of whichever cache. It asks when it first
   * meets a class, so this is what keeps out a class that another thread slips into a value after its inspection.
   */
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  private final UnaryOperator<Object> trees = new Way(false);
  private final UnaryOperator<Object> graphs = new Way(true);

  @Override
  public @Nullable UnaryOperator<Object> wayToCopy(Object value, Predicate<Class<?>> allowed) {
    GraphInspection inspection = new GraphInspection(admitted, allowed);
    if (!inspection.isPlain(value)) {
      return null;
    }
    return inspection.isShared() ? graphs : trees;
  }

  /** With or without looking out for objects that were copied already. */
  private final class Way implements UnaryOperator<Object> {
    private final boolean shared;
    private volatile @Nullable ThreadSafeFory fory;

    Way(boolean shared) {
      this.shared = shared;
    }

    @Override
    public Object apply(Object value) {
      ThreadSafeFory present = fory;
      return (present == null ? make() : present).copy(value);
    }

    private synchronized ThreadSafeFory make() {
      ThreadSafeFory present = fory;
      if (present == null) {
        present = Fory.builder()
            .withXlang(false)
            .withClassLoader(ForyCopier.class.getClassLoader())
            .requireClassRegistration(false)
            .suppressClassRegistrationWarnings(true)
            .withTypeChecker((resolver, name) -> admitted.contains(name))
            .withRefTracking(shared)
            .withRefCopy(shared)
            .withAsyncCompilation(false)
            .buildThreadSafeForyPool(INSTANCES);
        fory = present;
      }
      return present;
    }
  }
}
