package dev.larder.internal.copy;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What the table keeps of a value that can only be copied by serialization. Nobody outside of this package can make one. */
final class SerializedValue extends PrivateCopy {
  /*
   * One for each class, not for each value. It hangs on the class that it refers to, so neither the reference nor a value keeps
   * the class, or its loader, alive.
   */
  private static final ClassValue<WeakReference<Class<?>>> WEAK_TYPES = new ClassValue<>() {
    @Override
    protected WeakReference<Class<?>> computeValue(Class<?> type) {
      return new WeakReference<>(type);
    }
  };

  private final byte[] bytes;
  private final WeakReference<Class<?>> weakType;

  /** @param bytes from now on ours */
  SerializedValue(byte[] bytes, Class<?> type) {
    this.bytes = bytes;
    this.weakType = WEAK_TYPES.get(type);
  }

  @Override
  Object fresh(JavaSerialization serialization) {
    return serialization.deserialize(this);
  }

  @Override
  Object once(JavaSerialization serialization) {
    return serialization.deserialize(this);
  }

  /** The bytes themselves: not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The class that the value had, or null when nothing else uses that class any more. */
  @Nullable
  Class<?> type() {
    return weakType.get();
  }
}
