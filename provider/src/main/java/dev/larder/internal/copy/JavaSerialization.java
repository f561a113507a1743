package dev.larder.internal.copy;

import dev.larder.error.CacheSerializationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.cache.CacheException;

/** The way to copy that is left to a class of which nothing is known. Thread-safe; runs users' serialization hooks. */
final class JavaSerialization {
  private final String cacheName;
  private final WeakReference<ClassLoader> weakLoader;
  private final ObjectInputFilter filter;
  private final WrittenClasses written;

  /** Reads back no class that it has not written. */
  JavaSerialization(String cacheName, ClassLoader loader) {
    this(cacheName, loader, SerializationLimits.FILTER, new WrittenClasses());
  }

  /** Refuses to write, and to read back, what is not on the list. */
  JavaSerialization(String cacheName, ClassLoader loader, AllowedClasses allowed) {
    this(cacheName, loader, allowed, new ReadableClasses(allowed));
  }

  /** Reads back what the filter lets pass. */
  JavaSerialization(String cacheName, ClassLoader loader, ObjectInputFilter filter) {
    this(cacheName, loader, filter, WrittenClasses.ANY);
  }

  private JavaSerialization(
      String cacheName, ClassLoader loader, ObjectInputFilter filter, WrittenClasses written) {
    this.cacheName = cacheName;
    this.weakLoader = new WeakReference<>(loader);
    this.filter = filter;
    this.written = written;
  }

  /** Whether a value may hold objects of the class. */
  boolean mayHold(Class<?> type) {
    return written.mayHold(type);
  }

  /** @throws CacheException when the value, or something that it holds, cannot be serialized, or is not on the list */
  SerializedValue serialize(Object value) {
    var type = value.getClass();
    try {
      return new SerializedValue(bytesOf(value), type);
    } catch (NotSerializableException e) {
      throw notCopied(type, whatIsNotSerializable(type, e) + " is not java.io.Serializable", e);
    } catch (BoundedBytes.LimitExceededException e) {
      throw notCopied(
          type,
          "its serialized form is longer than " + SerializationLimits.MAXIMUM_BYTES + " bytes",
          e);
    } catch (ReadableClasses.RefusedClassException e) {
      throw notListed(type, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw notCopied(type, "its objects are nested too deeply for this thread's stack", e);
    } catch (IOException | RuntimeException e) {
      // What users' code says may hold users' data: it is the cause, and no part of our message.
      throw notCopied(type, "its serialization failed with " + e.getClass().getName(), e);
    }
  }

  /** @throws CacheException when a class has gone, the filter refuses, or a serialization hook fails */
  Object deserialize(SerializedValue value) {
    try (var in = new ValueInputStream(
        new ByteArrayInputStream(value.bytes()),
        loadersFor(value),
        written,
        SerializationLimits.within(value.bytes().length, filter))) {
      return in.readObject();
    } catch (ClassNotFoundException e) {
      throw notRead(
          value,
          "class " + e.getMessage()
              + " was not found; make it visible to the cache manager's class loader",
          e);
    } catch (StackOverflowError e) {
      throw notRead(
          value,
          "its objects are nested too deeply for this thread's stack; read it with a larger stack",
          e);
    } catch (IOException | RuntimeException e) {
      throw notRead(value, "its deserialization failed with " + e.getClass().getName(), e);
    }
  }

  private static String whatIsNotSerializable(Class<?> type, NotSerializableException e) {
    var culprit = e.getMessage(); // by custom the name of a class, and no more
    return type.getName().equals(culprit) ? "it" : "it holds " + culprit + ", which";
  }

  private byte[] bytesOf(Object value) throws IOException {
    var bytes = new BoundedBytes(SerializationLimits.MAXIMUM_BYTES);
    try (var out = new ValueOutputStream(bytes, written)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  /** The manager's, as JCache wants it; the value's own, and the reader's, for those that the manager's does not know. */
  private List<ClassLoader> loadersFor(SerializedValue value) {
    var type = value.type();
    var home = type == null ? null : type.getClassLoader();
    return Stream.of(weakLoader.get(), home, Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private CacheSerializationException notCopied(Class<?> type, String reason, Throwable cause) {
    return new CacheSerializationException(
        "cache \"" + cacheName + "\" stores by value, but " + type.getName() + " can't be copied: "
            + reason
            + ". Make it Serializable, with all that it holds; or a record or final class with nothing but final, immutable"
            + " fields, which needs no copy; or create the cache with setStoreByValue(false)",
        cause);
  }

  private CacheSerializationException notListed(Class<?> type, String refused) {
    return new CacheSerializationException(
        "cache \"" + cacheName + "\" stores by value, but " + type.getName() + " can't be copied: "
            + (type.getName().equals(refused) ? "it" : "it holds " + refused + ", which")
            + " is not listed in allowed-classes. Add the class or its package to the list",
        null);
  }

  private CacheSerializationException notRead(
      SerializedValue value, String reason, Throwable cause) {
    var type = value.type();
    return new CacheSerializationException(
        "cache \"" + cacheName + "\" stores by value, but "
            + (type == null ? "a value whose class was unloaded" : "a " + type.getName())
            + " can't be read back: " + reason,
        cause);
  }
}
