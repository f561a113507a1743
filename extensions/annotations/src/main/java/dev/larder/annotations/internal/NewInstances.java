package dev.larder.annotations.internal;

import java.lang.reflect.Constructor;
import javax.cache.CacheException;

/** Makes parts by their constructor without parameters, for what a container does not know. */
public final class NewInstances implements Parts {
  @Override
  public <T> T get(Class<T> type) {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CacheException(
          type.getName() + " cannot be made: it is no bean, and has no constructor without "
              + "parameters that works; give it one, or make it a bean",
          e);
    }
  }
}
