package dev.larder.internal.copy;

/**
 * Takes the first way of copying that is open to an object; the package's page lists them.
 *
 * <p>What is kept tells by its class how it is read. {@link SerializedValue} is ours alone, so no user's object can be taken for
 * one; an array is kept only as the private clone that {@link FrozenArrays} made; all else was proven immutable.
 */
final class ByValue<T> implements Copier<T> {
  private final JavaSerialization serialization;

  ByValue(JavaSerialization serialization) {
    this.serialization = serialization;
  }

  @Override
  public Object store(T value) {
    if (Immutability.isProven(value)) {
      return value;
    }
    var clone = FrozenArrays.cloneOrNull(value);
    return clone != null ? clone : serialization.serialize(value);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy of what was stored, which was a T
  public T read(Object stored) {
    if (stored instanceof SerializedValue serialized) {
      return (T) serialization.deserialize(serialized);
    }
    return (T) (stored.getClass().isArray() ? FrozenArrays.cloneOf(stored) : stored);
  }

  @Override
  @SuppressWarnings("unchecked") // the value itself, or a copy of it
  public T copy(T value) {
    var stored = store(value);
    // Unless serialized it is the copy already: an array that is stored is a clone which nobody
    // else has.
    return (T)
        (stored instanceof SerializedValue serialized
            ? serialization.deserialize(serialized)
            : stored);
  }
}
