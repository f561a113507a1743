package dev.larder.internal.copy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves that an object can never change, nor anything that can be reached from it. Thread-safe; calls no user code.
 *
 * <p>What is looked at once is the class: a known immutable one of the JDK ({@link FrozenJdkTypes}), an enum, or a record, final
 * or sealed class with nothing but final fields all the way up. A sealed type is as immutable as all that it permits. Where the declared type of such a field does not settle it ({@code Object},
 * {@code List}, an interface), the field is <em>doubtful</em>, and what it holds is looked at in each object.
 *
 * <p>Not proven, whatever their fields: classes that are neither final nor sealed (their author left the door open), and the JDK's own classes
 * unless listed, since behind a {@code final long} of theirs there may be memory.
 */
final class Immutability {
  /** All there is to say of a class that is immutable by type. */
  private static final Field[] NO_DOUBT = {};

  /*
   * The fields of a class that have to be looked at in each object; null when objects of the class count as mutable.
   * Arrays of Field, rather than a type of ours: these arrays hang on String.class and the like, and must not keep us alive.
   */
  private static final ClassValue<Field @Nullable []> DOUBTFUL_FIELDS = new ClassValue<>() {
    @Override
    protected Field @Nullable [] computeValue(Class<?> type) {
      return doubtfulFieldsOf(type);
    }
  };

  /**
   * Whether this is a GraalVM native image. There, reflection sees no fields but those that somebody registered, and a class whose
   * fields nobody sees would look like one that has none.
   */
  private static final boolean FIELDS_ARE_HIDDEN =
      System.getProperty("org.graalvm.nativeimage.imagecode") != null;

  private Immutability() {}

  /** Whether this very object, with all it holds, is immutable. One look-up unless it has doubtful fields or is a container. */
  static boolean isProven(Object value) {
    var doubtful = doubtfulFields(value.getClass());
    return doubtful == NO_DOUBT || new ContentInspection().isProven(value);
  }

  /** Whether each object of exactly this class is immutable. One look-up. */
  static boolean isProvenBy(Class<?> type) {
    return doubtfulFields(type) == NO_DOUBT;
  }

  /** The fields to look at in each object of the class: none, some, or null when its objects are not proven by their fields. */
  static Field @Nullable [] doubtfulFields(Class<?> type) {
    return DOUBTFUL_FIELDS.get(type);
  }

  private static Field @Nullable [] doubtfulFieldsOf(Class<?> type) {
    if (FrozenJdkTypes.isFrozen(type)) {
      return NO_DOUBT;
    }
    var fields = finalFieldsOf(type);
    if (fields == null) {
      return null;
    }
    var doubtful =
        fields.stream().filter(field -> !isProvenOfAll(field.getType())).toArray(Field[]::new);
    if (doubtful.length == 0) {
      return NO_DOUBT;
    }
    // A named module may not let us look; then we can't know.
    return Arrays.stream(doubtful).allMatch(Field::trySetAccessible) ? doubtful : null;
  }

  /** Whether whatever a variable of this type can hold is immutable. Walks through the types of all fields. */
  static boolean isProvenOfAll(Class<?> declared) {
    var seen = new HashSet<Class<?>>();
    var open = new ArrayDeque<Class<?>>(List.of(declared));
    while (!open.isEmpty()) {
      var type = open.pop();
      if (!seen.add(type) || FrozenJdkTypes.isFrozenWithSubtypes(type)) {
        continue; // A type that leads back to itself is as immutable as all else on the way.
      }
      if (type.isSealed()) {
        var permitted = type.getPermittedSubclasses();
        if (FIELDS_ARE_HIDDEN || permitted.length == 0) {
          return false; // they cannot be seen from here
        }
        Arrays.stream(permitted).forEach(open::push);
        if (Modifier.isAbstract(type.getModifiers())) {
          continue; // all there is of it are objects of those
        }
      }
      var fields = finalFieldsOf(type);
      if (fields == null) {
        return false;
      }
      fields.forEach(field -> open.push(field.getType()));
    }
    return true;
  }

  /** All fields of the objects of a final or sealed class outside of the JDK, inherited ones too; null unless every one is final. */
  private static @Nullable List<Field> finalFieldsOf(Class<?> type) {
    boolean isClosed = Modifier.isFinal(type.getModifiers()) || type.isSealed();
    if (FIELDS_ARE_HIDDEN || !isClosed || type.isInterface() || type.isArray()) {
      return null;
    }
    var fields = new ArrayList<Field>();
    for (var part = type; !FrozenJdkTypes.isStateless(part); part = part.getSuperclass()) {
      if (FrozenJdkTypes.isOfTheJdk(part) || !addFinalFields(part, fields)) {
        return null;
      }
    }
    return fields;
  }

  private static boolean addFinalFields(Class<?> part, List<Field> fields) {
    try {
      Arrays.stream(part.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .forEach(fields::add);
    } catch (LinkageError e) {
      return false; // The type of some field is not on the class path: nothing can be proven.
    }
    return fields.stream().allMatch(field -> Modifier.isFinal(field.getModifiers()));
  }
}
