package dev.larder.annotations.internal;

import java.lang.annotation.Annotation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** What a call of one annotated method does to its cache; made once a method. Thread-safe. */
public abstract class Operation {
  private final Class<? extends Annotation> kind;
  private final CacheSource caches;

  Operation(Class<? extends Annotation> kind, CacheSource caches) {
    this.kind = kind;
    this.caches = caches;
  }

  static Operation of(
      Declaration<?> declaration, Parts parts, Supplier<CacheManager> manager, Flights flights) {
    CacheSource caches = CacheSource.ofValues(declaration, parts, manager);
    boolean async = isAsynchronous(declaration);
    if (declaration.annotation() instanceof CacheRemoveAll it) {
      return new RemoveAllOperation(it, async, caches, flights);
    }
    KeySource keys = KeySource.of(declaration, parts);
    if (declaration.annotation() instanceof CacheResult it) {
      CacheSource exceptions = CacheSource.ofExceptions(declaration, parts, manager);
      Refreshes refreshes = new Refreshes(declaration.method(), keys, parts, async);
      return async
          ? new AsyncResultOperation(it, declaration, caches, exceptions, keys, flights, refreshes)
          : new PlainResultOperation(it, declaration, caches, exceptions, keys, flights, refreshes);
    }
    if (declaration.annotation() instanceof CachePut it) {
      return new PutOperation(it, declaration, async, caches, keys, flights);
    }
    return new RemoveOperation(
        (CacheRemove) declaration.annotation(), async, caches, keys, flights);
  }

  /** Whether the method promises its result rather than returns it: then what it promises is cached. */
  private static boolean isAsynchronous(Declaration<?> declaration) {
    Class<?> result = declaration.method().getReturnType();
    return result == CompletableFuture.class || result == CompletionStage.class;
  }

  /** Which of the annotations it carries out. */
  public final Class<? extends Annotation> kind() {
    return kind;
  }

  final AnnotatedCache cacheOf(Object target, @Nullable Object[] arguments) {
    return caches.cacheOf(target, arguments);
  }

  /**
   * Does what the annotation says, and runs the method unless the cache makes that unnecessary.
   *
   * @throws Throwable what the method throws, or once threw when that was cached
   */
  public abstract @Nullable Object call(Object target, @Nullable Object[] arguments, Call call)
      throws Throwable;
}
