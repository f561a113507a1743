package dev.larder.internal.copy;

import java.lang.ref.WeakReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first way of copying that is open to an object; the package's page lists them.
 *
 * <p>What is kept tells by its class how it is read. {@link PrivateCopy} is ours alone, so no user's object can be taken for one; an
 * array is kept only as the private clone that {@link FrozenArrays} made; all else was proven immutable.
 */
final class ByValue<T> implements Copier<T> {
  private static final System.Logger LOG = System.getLogger("dev.larder.copy");

  private final JavaSerialization serialization;
  private final GraphCopier graphs;
  private final Predicate<Class<?>> allowed;

  /**
   * The class of the first value that was immutable by its class alone: most caches have but one, and to compare with it is cheaper than
   * to look it up. Weak, since the cache may outlive the class. Racy: whoever sees nothing yet looks the class up.
   */
  private @Nullable WeakReference<Class<?>> usual;

  /** @param graphs asked before serialization is; answers null to all where nobody brought one */
  ByValue(JavaSerialization serialization, GraphCopier graphs) {
    this.serialization = serialization;
    this.graphs = graphs;
    this.allowed = serialization::mayHold;
  }

  @Override
  public Object store(T value) {
    return isImmutable(value) ? value : storeMutable(value);
  }

  private boolean isImmutable(Object value) {
    Class<?> type = value.getClass();
    WeakReference<Class<?>> known = usual;
    if (known != null && known.refersTo(type)) {
      return true;
    }
    if ((known == null || known.refersTo(null)) && Immutability.isProvenBy(type)) {
      usual = new WeakReference<>(type);
      return true;
    }
    return Immutability.isProven(value);
  }

  private Object storeMutable(Object value) {
    var clone = FrozenArrays.cloneOrNull(value);
    if (clone != null) {
      return clone;
    }
    var copied = copiedGraphOrNull(value);
    return copied != null ? copied : serialization.serialize(value);
  }

  private @Nullable CopiedGraph copiedGraphOrNull(Object value) {
    UnaryOperator<Object> way = graphs.wayToCopy(value, allowed);
    if (way == null) {
      return null;
    }
    try {
      return new CopiedGraph(way.apply(value), way);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Serialization may do better, or has words for what is wrong.
      LOG.log(
          System.Logger.Level.DEBUG,
          "a " + value.getClass().getName() + " is serialized, since copying it failed",
          e);
      return null;
    }
  }

  @Override
  @SuppressWarnings("unchecked") // a copy of what was stored, which was a T
  public T read(Object stored) {
    if (stored instanceof PrivateCopy copy) {
      return (T) copy.fresh(serialization);
    }
    return (T) (stored.getClass().isArray() ? FrozenArrays.cloneOf(stored) : stored);
  }

  @Override
  @SuppressWarnings("unchecked") // the value itself, or a copy of it
  public T copy(T value) {
    var stored = store(value);
    // An array that is stored is a clone already, which nobody else has.
    return (T) (stored instanceof PrivateCopy copy ? copy.once(serialization) : stored);
  }
}
