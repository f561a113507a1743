package dev.larder.internal.config;

import dev.larder.error.CacheConfigurationException;
import dev.larder.tier.TierFactory;
import dev.larder.tier.Tiers;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that a configuration names, and makes objects of them.
 *
 * @param loader the cache manager's: where classes are looked for, before the caller's
 * @param maker makes an object of a class, as a container for dependency injection would
 */
public record Parts(ClassLoader loader, Function<Class<?>, ?> maker) {
  /**
   * What a manager's property says makes objects; {@link #byConstructor} when it says nothing.
   *
   * @throws CacheConfigurationException when it is no function
   */
  @SuppressWarnings("unchecked") // a function of what else?
  public static Function<Class<?>, ?> maker(String property, @Nullable Object value) {
    if (value == null) {
      return Parts::byConstructor;
    }
    if (value instanceof Function<?, ?> function) {
      return (Function<Class<?>, ?>) function;
    }
    throw new CacheConfigurationException("manager property " + property + " is a "
        + value.getClass().getName()
        + "; it must be a java.util.function.Function from classes to objects");
  }

  /** Calls the constructor without parameters. */
  public static Object byConstructor(Class<?> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new CacheConfigurationException(
          type.getName()
              + " has no constructor without parameters; add one, or give the cache manager an instance factory",
          e);
    } catch (InvocationTargetException e) {
      throw new CacheConfigurationException(
          "the constructor of " + type.getName() + " failed", e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CacheConfigurationException("can't make a " + type.getName() + ": " + e, e);
    }
  }

  /**
   * A factory for what is named or given.
   *
   * @throws CacheException when there is no such class, or it is of another type
   */
  <T> Factory<T> factory(Assignment<Optional<Part>> assignment, Class<? super T> type) {
    var part = assignment.value().orElseThrow();
    if (part.given() == null) {
      return new ByMaker<>(find(assignment, part.name(), type), maker);
    }
    return given(part.given());
  }

  /**
   * The tiers that the block names, in order: the first that can be opened is the cache's. Those of which nothing is known but that they
   * cannot be had are left out, as long as there is another. {@link Tiers#NONE} ends the list.
   *
   * @throws CacheException when a type is missing or its settings are wrong, or there is none left
   */
  List<TierChoice> tierChoices(TierBlock block) {
    List<TierChoice> choices = new ArrayList<>();
    List<TierBlock> alternatives = block.alternatives();
    for (int i = 0; i < alternatives.size(); i++) {
      TierBlock alternative = alternatives.get(i);
      boolean isLast = i == alternatives.size() - 1;
      String type = alternative
          .text(TierBlock.TYPE)
          .orElseThrow(() ->
              alternative.refused(TierBlock.TYPE, "the block says no type; write { type = … }"));
      if (type.equals(Tiers.NONE)) {
        alternative.requireNothingBut(Set.of());
        choices.add(new TierChoice(null, alternative));
        return choices;
      }
      Optional<TierFactory> factory = Tiers.of(loader).factory(type);
      if (factory.isPresent() && (isLast || factory.get().unavailable().isEmpty())) {
        factory.get().check(alternative);
        choices.add(new TierChoice(factory.get(), alternative));
      } else if (isLast && choices.isEmpty()) {
        throw new CacheConfigurationException(alternative.place() + ": "
            + Tiers.of(loader).availability(type).reason() + ", or leave the tier out");
      }
    }
    return choices;
  }

  /** As {@link Part} has it: a factory, or the object itself. */
  @SuppressWarnings("unchecked") // typed where code gave it
  private static <T> Factory<T> given(Object given) {
    return given instanceof Factory<?> factory ? (Factory<T>) factory : () -> (T) given;
  }

  /** @throws CacheException when there is no such class, or it is of another type */
  Class<?> find(Assignment<?> assignment, String className, Class<?> type) {
    var found = load(assignment, className);
    if (!type.isAssignableFrom(found)) {
      throw new CacheConfigurationException(assignment.described() + " = " + className
          + ": it is not a " + type.getName() + "; name a class that is");
    }
    return found;
  }

  private Class<?> load(Assignment<?> assignment, String className) {
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      try {
        return Class.forName(className, false, Thread.currentThread().getContextClassLoader());
      } catch (ClassNotFoundException | LinkageError again) {
        throw new CacheConfigurationException(
            assignment.described() + " = " + className
                + ": the cache manager's class loader finds no such class (" + e
                + "); check the name, and write a $ before the name of a nested class",
            e);
      }
    }
  }

  /** Makes a new object each time it is asked. */
  private record ByMaker<T>(Class<?> type, Function<Class<?>, ?> maker) implements Factory<T> {
    @Override
    @SuppressWarnings("unchecked") // of this class, since it was made by it
    public T create() {
      return (T) type.cast(maker.apply(type));
    }
  }
}
