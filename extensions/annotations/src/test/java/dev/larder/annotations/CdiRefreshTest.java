package dev.larder.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.LarderCachingProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the refreshed method of a CDI bean finds itself: in a request of its own, behind all interceptors. */
@SuppressWarnings("NullAway.Init") // CDI sets the fields
class CdiRefreshTest {
  /** Lives as long as a request. */
  @RequestScoped
  public static class Reader {
    String mood() {
      return "merry";
    }
  }

  /** Stands for a transaction: outside of the caches, as transactions are. */
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface Begun {}

  /** Notes that the thread is within. */
  @Begun
  @Interceptor
  @Priority(Interceptor.Priority.PLATFORM_BEFORE)
  public static class Begin {
    static final ThreadLocal<Boolean> WITHIN = ThreadLocal.withInitial(() -> false);

    @AroundInvoke
    Object begin(InvocationContext invocation) throws Exception {
      WITHIN.set(true);
      try {
        return invocation.proceed();
      } finally {
        WITHIN.remove();
      }
    }
  }

  /** Needs both. */
  @ApplicationScoped
  public static class Library {
    @Inject
    Reader reader;

    private final AtomicInteger runs = new AtomicInteger();

    @Begun
    @CacheResult(cacheName = "moods")
    @CachePolicy(refreshAfter = "1m")
    public String mood(String author) {
      return reader.mood() + " " + Begin.WITHIN.get() + " " + runs.incrementAndGet();
    }
  }

  private volatile Instant now = Instant.parse("2030-01-01T12:00:00Z");
  private final LarderCachingProvider provider = new LarderCachingProvider(() -> now);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aRefreshHasARequestAndTheInterceptorsOfAnyCall() {
    try (Container container = Containers.CDI.start(
        provider.getCacheManager(), Library.class, Reader.class, Begin.class)) {
      Library library = container.bean(Library.class);
      RequestContextController request = container.bean(RequestContextController.class);
      boolean begun = request.activate();
      assertThat(library.mood("Swift")).isEqualTo("merry true 1");
      if (begun) {
        request.deactivate();
      }
      now = now.plus(Duration.ofMinutes(1));
      assertThat(library.mood("Swift")).isEqualTo("merry true 1");
      long start = System.nanoTime();
      while (!library.mood("Swift").equals("merry true 2")) {
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(30).toNanos());
        Thread.onSpinWait();
      }
    }
  }
}
