package dev.larder.tck.annotations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.cache.annotation.BeanProvider;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;

/**
 * Hands beans to the TCK, and leaves evidence: the TCK's annotation tests are green, and empty, when no provider starts. Each bean
 * that is handed out is a line in the file that the build names.
 */
abstract class EvidentBeans implements BeanProvider {
  static final List<Class<?>> BEANS = List.of(
      CacheNameOnEachMethodBlogManagerImpl.class,
      ClassLevelCacheConfigBlogManagerImpl.class,
      UsingDefaultCacheNameBlogManagerImpl.class);

  abstract <T> T make(Class<T> type);

  @Override
  public final <T> T getBeanByType(Class<T> type) {
    T bean = make(type);
    // A container intercepts calls by a subclass or a proxy.
    boolean intercepted = bean.getClass() != type;
    write(type.getSimpleName() + (intercepted ? " intercepted" : " bare"));
    return bean;
  }

  private static void write(String line) {
    try {
      Path file = Path.of(System.getProperty("tck.evidence"));
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
