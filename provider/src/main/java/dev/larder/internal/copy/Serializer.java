package dev.larder.internal.copy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects as bytes that outlive this JVM, by Java serialization, within Larder's limits. Thread-safe; runs users' serialization hooks. */
public final class Serializer {
  private final WeakReference<ClassLoader> weakLoader;
  private final ObjectInputFilter filter;

  /** The same with Larder's own limits as the only filter. */
  public Serializer(@Nullable ClassLoader loader) {
    this(loader, SerializationLimits.FILTER);
  }

  /**
   * Reads what {@code filter} and the JVM's own let pass.
   *
   * @param loader where classes are looked for first when bytes are read back; held weakly. Null for the reader's alone
   */
  public Serializer(@Nullable ClassLoader loader, ObjectInputFilter filter) {
    this.weakLoader = new WeakReference<>(loader);
    this.filter = filter;
  }

  /**
   * The object's bytes.
   *
   * @throws IOException when the value, or something that it holds, cannot be serialized, or is too long
   */
  public byte[] bytesOf(Object value) throws IOException {
    var bytes = new BoundedBytes(SerializationLimits.MAXIMUM_BYTES);
    try (var out = new ValueOutputStream(bytes, WrittenClasses.ANY)) {
      out.writeObject(value);
    } catch (RuntimeException e) {
      throw new IOException("its serialization failed with " + e.getClass().getName(), e);
    }
    return bytes.toByteArray();
  }

  /**
   * The object that the bytes were.
   *
   * @throws IOException when a class has gone, the limits refuse, or a serialization hook fails
   */
  public Object read(byte[] bytes) throws IOException {
    List<ClassLoader> loaders = Stream.of(
            weakLoader.get(), Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
    try (var in = new ValueInputStream(
        new ByteArrayInputStream(bytes),
        loaders,
        WrittenClasses.ANY,
        SerializationLimits.within(bytes.length, filter))) {
      return in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("class " + e.getMessage() + " was not found", e);
    } catch (RuntimeException e) {
      throw new IOException("its deserialization failed with " + e.getClass().getName(), e);
    }
  }
}
