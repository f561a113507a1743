package dev.larder.benchmarks.annotations;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Scopes;
import dev.larder.LarderCachingProvider;
import dev.larder.annotations.guice.LarderCacheModule;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A hit of a {@code @CacheResult} method with one parameter, in Guice and in CDI, beside a direct {@code cache.get} of the same entry
 * with a key that is there already: the difference is all that interception costs, the making of the key included.
 *
 * <p>In CDI each call of an application-scoped bean goes through the container's client proxy, annotated or not. So that is measured
 * apart: the same bean where its method asks the cache by hand, and beans that have no proxy.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // set by JMH
public class InterceptedHit {
  private static final int ARTICLES = 1024;

  /** The bean. */
  @ApplicationScoped
  public static class Shop {
    @CacheResult(cacheName = "prices")
    public Integer price(String article) {
      return article.length();
    }
  }

  /** A bean whose method asks the cache itself. */
  @ApplicationScoped
  public static class ByHand {
    private @Nullable Cache<Object, Object> cache;

    public void use(Cache<Object, Object> now) {
      cache = now;
    }

    public @Nullable Object price(Object key) {
      return requireNonNull(cache, "set before it is measured").get(key);
    }
  }

  /** One that has no client proxy. */
  @Singleton
  public static class SingleShop {
    @CacheResult(cacheName = "prices")
    public Integer price(String article) {
      return article.length();
    }
  }

  /** Marks methods that an interceptor answers which does nothing else: what the container itself costs. */
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface Answered {}

  /** Answers. */
  @Answered
  @Interceptor
  @Priority(Interceptor.Priority.APPLICATION)
  public static class Answer {
    @AroundInvoke
    Object answer(InvocationContext invocation) {
      return 1;
    }
  }

  /** A bean whose method is answered. */
  @ApplicationScoped
  public static class Answering {
    @Answered
    public Integer price(String article) {
      return article.length();
    }
  }

  /** The same without a client proxy. */
  @Singleton
  public static class SingleAnswering {
    @Answered
    public Integer price(String article) {
      return article.length();
    }
  }

  record ManagerBean(CacheManager manager) implements Extension {
    public void add(@Observes AfterBeanDiscovery event) {
      event
          .addBean()
          .types(CacheManager.class)
          .scope(ApplicationScoped.class)
          .createWith(context -> manager);
    }
  }

  private final LarderCachingProvider provider = new LarderCachingProvider();
  private String[] articles;
  private Object[] keys;
  private Cache<Object, Object> cache;
  private Shop guice;
  private SeContainer weld;
  private Shop cdi;
  private Answering cdiAlone;
  private ByHand byHand;
  private SingleShop single;
  private SingleAnswering singleAlone;
  private int next;

  @Setup
  public void open() {
    CacheManager manager = provider.getCacheManager();
    guice = Guice.createInjector(new LarderCacheModule(), new AbstractModule() {
          @Override
          protected void configure() {
            bind(CacheManager.class).toInstance(manager);
            bind(Shop.class).in(Scopes.SINGLETON);
          }
        })
        .getInstance(Shop.class);
    weld = SeContainerInitializer.newInstance()
        .addBeanClasses(
            Shop.class,
            ByHand.class,
            SingleShop.class,
            Answering.class,
            SingleAnswering.class,
            Answer.class)
        .addExtensions(new ManagerBean(manager))
        .initialize();
    cdi = weld.select(Shop.class).get();
    cdiAlone = weld.select(Answering.class).get();
    byHand = weld.select(ByHand.class).get();
    single = weld.select(SingleShop.class).get();
    singleAlone = weld.select(SingleAnswering.class).get();
    articles = IntStream.range(0, ARTICLES).mapToObj(i -> "article " + i).toArray(String[]::new);
    for (String article : articles) {
      guice.price(article);
    }
    cache = manager.getCache("prices");
    byHand.use(cache);
    Map<String, Object> byText = new HashMap<>();
    cache.forEach(entry -> byText.put(entry.getKey().toString(), entry.getKey()));
    keys = IntStream.range(0, ARTICLES)
        .mapToObj(i -> byText.get("[article " + i + "]"))
        .toArray();
  }

  @TearDown
  public void close() {
    weld.close();
    provider.close();
  }

  private int next() {
    next = (next + 1) & (ARTICLES - 1);
    return next;
  }

  @Benchmark
  public @Nullable Object direct() {
    return cache.get(keys[next()]);
  }

  @Benchmark
  public Integer guice() {
    return guice.price(articles[next()]);
  }

  @Benchmark
  public Integer cdi() {
    return cdi.price(articles[next()]);
  }

  /** What Weld costs when the interceptor does nothing. */
  @Benchmark
  public Integer cdiAlone() {
    return cdiAlone.price(articles[next()]);
  }

  /** The same bean, whose method is not intercepted and asks the cache. */
  @Benchmark
  public @Nullable Object cdiByHand() {
    return byHand.price(keys[next()]);
  }

  @Benchmark
  public Integer cdiSingleton() {
    return single.price(articles[next()]);
  }

  @Benchmark
  public Integer cdiSingletonAlone() {
    return singleAlone.price(articles[next()]);
  }

  /** Measures all in rounds, one after the other in each, and writes the medians to the directory {@code larder.results}. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    InterceptionReport report = new InterceptionReport();
    int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    for (int round = 0; round < rounds; round++) {
      for (String subject : InterceptionReport.SUBJECTS.keySet()) {
        report.add(
            subject,
            new Runner(new OptionsBuilder()
                    .include(InterceptedHit.class.getName() + "\\." + subject + "$")
                    .verbosity(VerboseMode.SILENT)
                    .build())
                .runSingle()
                .getPrimaryResult()
                .getScore());
      }
    }
    String text = report.text(rounds);
    System.out.print(text);
    Path directory = Path.of(System.getProperty("larder.results", "results"));
    Files.writeString(directory.resolve("annotations.md"), text);
  }
}
