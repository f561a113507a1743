package dev.larder.internal.copy;

import dev.larder.error.CacheSerializationException;
import dev.larder.internal.copy.ReadableClasses.RefusedClassException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Objects as bytes for a store beyond the heap, and back. The first byte says how; what it says nothing of is not read. Thread-safe; runs
 * users' serialization hooks.
 *
 * <pre>
 *   1 Java serialization | 2 String in UTF-8 | 3 Long | 4 Integer | 5 byte[]
 * </pre>
 *
 * <p>Bytes that come back are input of unknown origin: they are read within limits, and by the filter, and what cannot be read is null.
 */
public final class ObjectBytes {
  private static final byte SERIALIZED = 1;
  private static final byte STRING = 2;
  private static final byte LONG = 3;
  private static final byte INTEGER = 4;
  private static final byte BYTES = 5;

  private static final System.Logger LOG = System.getLogger("dev.larder.copy");

  private final String cacheName;
  private final WeakReference<ClassLoader> weakLoader;
  private final ObjectInputFilter filter;
  private final WrittenClasses written;
  private final boolean canonical;

  /** The classes of serialized values that turned out to be readable. */
  private final Set<Class<?>> readable =
      Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

  private final AtomicBoolean warned = new AtomicBoolean();

  private ObjectBytes(
      String cacheName, ClassLoader loader, Optional<List<String>> allowed, boolean canonical) {
    this.cacheName = cacheName;
    this.weakLoader = new WeakReference<>(loader);
    this.filter = allowed.map(Copiers::allowing).orElse(SerializationLimits.FILTER);
    this.written = allowed
        .<WrittenClasses>map(patterns -> new ReadableClasses(new AllowedClasses(patterns)))
        .orElse(WrittenClasses.ANY);
    this.canonical = canonical;
  }

  /**
   * For values.
   *
   * @param loader where classes are looked for first; held weakly
   * @param allowed the classes that may be read, as in {@link Copiers#allowing}; empty for anything
   */
  public static ObjectBytes ofValues(
      String cacheName, ClassLoader loader, Optional<List<String>> allowed) {
    return new ObjectBytes(cacheName, loader, allowed, false);
  }

  /** For keys: equal ones have equal bytes, whether they share their parts or not. Keys with hash tables in them may not. */
  public static ObjectBytes ofKeys(
      String cacheName, ClassLoader loader, Optional<List<String>> allowed) {
    return new ObjectBytes(cacheName, loader, allowed, true);
  }

  /** What a cache with these types of keys and values may read when nobody has said so, and bytes may come from others. */
  public static List<String> allowedFor(Class<?> keyType, Class<?> valueType) {
    return DeclaredClasses.of(List.of(keyType, valueType));
  }

  /**
   * The bytes.
   *
   * @param header stands before them
   * @param object a user's, or what a {@link Copier} keeps of one
   * @throws CacheException when it cannot be serialized
   */
  public byte[] encode(byte[] header, Object object) {
    if (object instanceof String text) {
      byte[] utf8 = utf8(text);
      if (utf8 != null) {
        return joined(header, STRING, utf8);
      }
    } else if (object instanceof Long number) {
      return joined(header, LONG, ByteBuffer.allocate(8).putLong(number).array());
    } else if (object instanceof Integer number) {
      return joined(header, INTEGER, ByteBuffer.allocate(4).putInt(number).array());
    } else if (object instanceof byte[] bytes) {
      return joined(header, BYTES, bytes);
    } else if (object instanceof SerializedValue serialized && !canonical) {
      requireReadable(serialized);
      return joined(header, SERIALIZED, serialized.bytes());
    }
    return joined(
        header, SERIALIZED, serialize(object instanceof PrivateCopy copy ? own(copy) : object));
  }

  /** Looked at once for each class: what its values hold besides is found out when it is read. */
  private void requireReadable(SerializedValue value) {
    Class<?> type = value.type();
    if (written == WrittenClasses.ANY || type == null || readable.contains(type)) {
      return;
    }
    RefusalNoted noted = new RefusalNoted(filter);
    try {
      written.note(type);
      deserialize(value.bytes(), 0, noted);
      readable.add(type);
    } catch (RefusedClassException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (InvalidClassException e) {
      throw refused(noted.described() + "part of a " + type.getName());
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      readable.add(type); // for another reason, which is not ours to tell
    }
  }

  private CacheSerializationException refused(String what) {
    return new CacheSerializationException(
        "cache \"" + cacheName + "\" has a tier to which others may write, and from which " + what
            + " may not be read. List its classes in allowed-classes, or declare them: the types of keys and values"
            + " (setTypes; key-type, value-type), and those of their fields, may be read",
        null);
  }

  private Object own(PrivateCopy copy) {
    ClassLoader loader = weakLoader.get();
    return copy.once(new JavaSerialization(
        cacheName, loader == null ? ObjectBytes.class.getClassLoader() : loader, filter));
  }

  private static byte[] joined(byte[] header, byte how, byte[] bytes) {
    byte[] all = new byte[header.length + 1 + bytes.length];
    System.arraycopy(header, 0, all, 0, header.length);
    all[header.length] = how;
    System.arraycopy(bytes, 0, all, header.length + 1, bytes.length);
    return all;
  }

  /** Null for a text that UTF-8 cannot say: one with half a character. */
  private static byte @Nullable [] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .encode(CharBuffer.wrap(text));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private byte[] serialize(Object object) {
    var bytes = new BoundedBytes(SerializationLimits.MAXIMUM_BYTES);
    try (var out =
        canonical ? new CanonicalOutput(bytes, written) : new ValueOutputStream(bytes, written)) {
      out.writeObject(object);
    } catch (RefusedClassException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new CacheException(
          "cache \"" + cacheName + "\" has a tier, but a "
              + object.getClass().getName()
              + " cannot be turned into bytes for it. Make it Serializable, with all that it holds",
          e);
    }
    return bytes.toByteArray();
  }

  /** The object whose bytes begin there; null when there is none that could be read. */
  public @Nullable Object decode(byte[] bytes, int offset) {
    if (offset >= bytes.length) {
      return null;
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, offset + 1, bytes.length - offset - 1);
    try {
      return switch (bytes[offset]) {
        case SERIALIZED -> deserialize(bytes, offset + 1, filter);
        case STRING -> StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
        case LONG -> rest.remaining() == 8 ? (Object) rest.getLong() : null;
        case INTEGER -> rest.remaining() == 4 ? (Object) rest.getInt() : null;
        case BYTES -> {
          byte[] copy = new byte[rest.remaining()];
          rest.get(copy);
          yield copy;
        }
        default -> null;
      };
    } catch (IOException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      if (e instanceof InvalidClassException && warned.compareAndSet(false, true)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "cache \"" + cacheName
                + "\": its tier has objects of classes that may not be read, and count as nothing."
                + " If they are yours list them in allowed-classes. Told once");
      }
      LOG.log(
          System.Logger.Level.DEBUG,
          "cache \"" + cacheName + "\": bytes of its tier cannot be read, and count as nothing",
          e);
      return null;
    }
  }

  private Object deserialize(byte[] bytes, int offset, ObjectInputFilter reading)
      throws IOException, ClassNotFoundException {
    List<ClassLoader> loaders = Stream.of(
            weakLoader.get(), Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
    try (var in = new ValueInputStream(
        new ByteArrayInputStream(bytes, offset, bytes.length - offset),
        loaders,
        WrittenClasses.ANY,
        SerializationLimits.within(bytes.length - offset, reading))) {
      return in.readObject();
    }
  }

  /** A filter that can tell afterwards which class it has refused, which the exception that comes of it does not. */
  private static final class RefusalNoted implements ObjectInputFilter {
    private final ObjectInputFilter filter;
    private @Nullable Class<?> refused;

    RefusalNoted(ObjectInputFilter filter) {
      this.filter = filter;
    }

    @Override
    public Status checkInput(FilterInfo info) {
      Status status = filter.checkInput(info);
      if (status == Status.REJECTED && info.serialClass() != null) {
        refused = info.serialClass();
      }
      return status;
    }

    /** The class as the beginning of a sentence; empty when it was another reason, such as the length of an array. */
    String described() {
      return refused == null ? "" : refused.getTypeName() + " as ";
    }
  }

  /** Serialization in which equal parts are one part, so that keys that share theirs look like keys that do not. */
  private static final class CanonicalOutput extends java.io.ObjectOutputStream {
    private final Map<Object, Object> parts = new HashMap<>();

    private final WrittenClasses written;

    CanonicalOutput(OutputStream target, WrittenClasses written) throws IOException {
      super(target);
      this.written = written;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object part) {
      boolean isPlain = part instanceof String
          || part instanceof Number
          || part instanceof Character
          || part instanceof Boolean
          || part instanceof UUID
          || part.getClass().getName().startsWith("java.time.");
      if (!isPlain) {
        return part;
      }
      Object first = parts.putIfAbsent(part, part);
      return first == null ? part : first;
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
      written.note(type);
      if (type.isHidden()) {
        throw new java.io.NotSerializableException(type.getName());
      }
    }
  }
}
