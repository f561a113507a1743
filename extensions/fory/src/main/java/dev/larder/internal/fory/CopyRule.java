package dev.larder.internal.fory;

import static java.util.Objects.requireNonNull;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which classes Fory copies as serialization does: all fields, no hooks.
 *
 * <p>Missing on purpose: {@code LinkedHashMap}, which may be in access order, and sorted collections, which have comparators; whoever
 * copies those must know more than their elements.
 */
final class CopyRule {
  /** Immutable; Fory gives them as they are. */
  private static final Set<Class<?>> LEAVES = Set.of(
      String.class,
      Boolean.class,
      Byte.class,
      Character.class,
      Short.class,
      Integer.class,
      Long.class,
      Float.class,
      Double.class,
      BigDecimal.class,
      BigInteger.class,
      UUID.class,
      URI.class,
      Locale.class,
      Currency.class,
      Instant.class,
      Duration.class,
      Period.class,
      LocalDate.class,
      LocalTime.class,
      LocalDateTime.class,
      OffsetDateTime.class,
      OffsetTime.class,
      ZonedDateTime.class,
      Year.class,
      YearMonth.class,
      MonthDay.class,
      ZoneOffset.class,
      ZoneId.of("Europe/Berlin").getClass());

  /** Fory knows them, and so does {@link GraphInspection}. */
  private static final Set<Class<?>> CONTAINERS = Set.of(
      ArrayList.class,
      LinkedList.class,
      ArrayDeque.class,
      HashSet.class,
      LinkedHashSet.class,
      HashMap.class,
      List.of("a").getClass(),
      List.of("a", "b", "c").getClass(),
      Set.of("a").getClass(),
      Set.of("a", "b", "c").getClass(),
      Map.of("a", "b").getClass(),
      Map.of("a", "b", "c", "d").getClass());

  private static final Set<String> HOOKS =
      Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace", "readResolve");

  private static final String PERSISTENT_FIELDS = "serialPersistentFields";
  private static final String FORYS_OWN = "org.apache.fory.";
  private static final Field[] NO_FIELDS = {};

  /*
   * The reference fields of a class whose objects can be copied field by field, and those of them whose content matters; null for
   * classes of which objects cannot. Only types of the JDK are kept: these hang on the class itself, and must not keep us alive.
   */
  private static final ClassValue<Field @Nullable [][]> FIELDS = new ClassValue<>() {
    @Override
    protected Field @Nullable [][] computeValue(Class<?> type) {
      Field[] all = fieldsOf(type);
      return all == null ? null : new Field[][] {all, doubtful(all)};
    }
  };

  private CopyRule() {}

  /** Whether an object of this class is immutable, so that a copy may share it. */
  static boolean isLeaf(Class<?> type) {
    return LEAVES.contains(type) || Enum.class.isAssignableFrom(type);
  }

  static boolean isContainer(Class<?> type) {
    return CONTAINERS.contains(type);
  }

  /** A mutable object that holds no other. */
  static boolean isBare(Class<?> type) {
    return type == Date.class || (type.isArray() && type.getComponentType().isPrimitive());
  }

  /** Whether objects of the class can be copied field by field. */
  static boolean isCopiedByField(Class<?> type) {
    return FIELDS.get(type) != null;
  }

  /** The fields that lead to other objects, of a class that {@link #isCopiedByField}. */
  static Field[] references(Class<?> type) {
    return requireNonNull(FIELDS.get(type))[0];
  }

  /** Those of the {@link #references} that may lead to something else than what is immutable and known. */
  static Field[] doubtfulReferences(Class<?> type) {
    return requireNonNull(FIELDS.get(type))[1];
  }

  private static Field[] doubtful(Field[] references) {
    return Arrays.stream(references)
        .filter(field -> !holdsLeavesOnly(field.getType()))
        .toArray(Field[]::new);
  }

  private static boolean holdsLeavesOnly(Class<?> declared) {
    return declared.isEnum()
        || (LEAVES.contains(declared) && Modifier.isFinal(declared.getModifiers()));
  }

  private static Field @Nullable [] fieldsOf(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type)
        || Externalizable.class.isAssignableFrom(type)
        || type.isArray()
        || type.isHidden()
        || Proxy.isProxyClass(type)
        || hasCopyHookOfFory(type)) {
      return null;
    }
    List<Field> references = new ArrayList<>();
    for (Class<?> part = type;
        part != null && part != Object.class && part != Record.class;
        part = part.getSuperclass()) {
      if (!Serializable.class.isAssignableFrom(part)
          || isOfTheJdk(part)
          || !addReferences(part, references)) {
        return null;
      }
    }
    return references.toArray(NO_FIELDS);
  }

  private static boolean isOfTheJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean hasCopyHookOfFory(Class<?> type) {
    for (Class<?> part = type; part != null; part = part.getSuperclass()) {
      if (Arrays.stream(part.getInterfaces()).anyMatch(i -> i.getName().startsWith(FORYS_OWN))) {
        return true;
      }
    }
    return false;
  }

  private static boolean addReferences(Class<?> part, List<Field> references) {
    try {
      if (Arrays.stream(part.getDeclaredMethods()).map(Method::getName).anyMatch(HOOKS::contains)) {
        return false;
      }
      for (Field field : part.getDeclaredFields()) {
        if (!admit(field, references)) {
          return false;
        }
      }
      return true;
    } catch (LinkageError e) {
      return false; // some type is not on the class path: nothing can be said
    }
  }

  private static boolean admit(Field field, List<Field> references) {
    if (Modifier.isStatic(field.getModifiers())) {
      return !field.getName().equals(PERSISTENT_FIELDS);
    }
    boolean annotatedForFory = Arrays.stream(field.getAnnotations())
        .anyMatch(a -> a.annotationType().getName().startsWith(FORYS_OWN));
    if (Modifier.isTransient(field.getModifiers()) || annotatedForFory) {
      return false;
    }
    if (field.getType().isPrimitive()) {
      return true;
    }
    // A named module may not let us look; then we can't know.
    return field.trySetAccessible() && references.add(field);
  }
}
