package dev.larder.memo;

import static java.util.Objects.requireNonNull;

import dev.larder.EvictionPolicy;
import dev.larder.LarderCache;
import dev.larder.LarderConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How functions are memoized: how many results are kept, how long, and so on. Immutable, so one may serve many functions; each
 * function it memoizes has a cache of its own, unless {@link #in} names one. Such a cache goes with the function.
 *
 * <pre>{@code
 * MemoFunction<String, Price> price = Memo.memory().timeToLive(Duration.ofMinutes(5)).function(shop::price);
 * price.apply("apple");                                        // asks the shop
 * price.apply("apple");                                        // does not
 * }</pre>
 *
 * <p>A function is called once for each key, however many threads ask; the others wait and share the result or the exception.
 * Results may be null, and are kept by reference. Exceptions are not kept. A function may call itself with other arguments.
 *
 * <p>Arguments are compared by {@code equals}; arrays, collections and maps by their content at the time of the call, deeply.
 */
public final class Memo {
  /** How many results are kept unless said otherwise. */
  public static final long DEFAULT_SIZE = 128;

  private static final AtomicLong CACHES = new AtomicLong();

  private static final Memo STANDARD = new Memo(
      new LarderConfiguration<Object, Object>().maximumSize(DEFAULT_SIZE),
      MemoCalls.STANDARD,
      MemoPlace.MEMORY,
      null,
      null);

  private final LarderConfiguration<Object, Object> configuration;
  private final MemoCalls how;
  private final MemoPlace place;
  private final @Nullable String name;
  private final @Nullable LarderCache<Object, Object> shared;

  private Memo(
      LarderConfiguration<Object, Object> configuration,
      MemoCalls how,
      MemoPlace place,
      @Nullable String name,
      @Nullable LarderCache<Object, Object> shared) {
    this.configuration = configuration;
    this.how = how;
    this.place = place;
    this.name = name;
    this.shared = shared;
  }

  // -- to begin with

  /** In memory: 128 results, TinyLFU, for ever. */
  public static Memo memory() {
    return STANDARD;
  }

  /** The same with LRU. */
  public static Memo lru() {
    return STANDARD.policy(EvictionPolicy.LRU);
  }

  /** The same with MRU. */
  public static Memo mru() {
    return STANDARD.policy(EvictionPolicy.MRU);
  }

  /** The same with LFU. */
  public static Memo lfu() {
    return STANDARD.policy(EvictionPolicy.LFU);
  }

  /** The same with FIFO. */
  public static Memo fifo() {
    return STANDARD.policy(EvictionPolicy.FIFO);
  }

  /** The same with LIFO. */
  public static Memo lifo() {
    return STANDARD.policy(EvictionPolicy.LIFO);
  }

  /** The same with random eviction. */
  public static Memo random() {
    return STANDARD.policy(EvictionPolicy.RANDOM);
  }

  /**
   * In that cache of yours, which many functions may share: keys are told apart by function. Bound, times and policy are the cache's.
   * If it stores by value, arguments and results must be such as it can copy; futures cannot.
   */
  public static Memo in(LarderCache<Object, Object> cache) {
    return new Memo(
        STANDARD.configuration,
        MemoCalls.STANDARD,
        MemoPlace.MEMORY,
        null,
        requireNonNull(cache, "cache"));
  }

  /**
   * On disk, by way of {@code larder-disk}; the last 128 used are in the heap as well. They are there after a restart if the function is
   * {@linkplain #named named}, since that is by which they are found; else they are temporary. Arguments and results must be {@code
   * Serializable}, and are copied. To be closed: {@code function.cache().close()}; one at a time can have a name's folder.
   */
  public static Memo disk() {
    return STANDARD.at(MemoTier.DISK);
  }

  /** The same, each result in a file of its own: for large ones. */
  public static Memo file() {
    return STANDARD.at(MemoTier.FILE);
  }

  /** On disk when a {@link #folder} is named, and {@code larder-disk} is there, and it is no function of futures; else in memory. */
  public static Memo auto() {
    return STANDARD.at(MemoTier.AUTO);
  }

  // -- how

  /** So many results, from 1; {@link Long#MAX_VALUE} for no bound. */
  public Memo maximumSize(long results) {
    return with(own().maximumSize(results));
  }

  /** A result is kept so long. */
  public Memo timeToLive(Duration time) {
    return with(own().timeToLive(time));
  }

  /** A result is kept so long after its last use. */
  public Memo timeToIdle(Duration time) {
    return with(own().timeToIdle(time));
  }

  /** Who leaves when there is no room. */
  public Memo policy(EvictionPolicy policy) {
    return with(own().evictionPolicy(policy));
  }

  private LarderConfiguration<Object, Object> own() {
    if (shared != null) {
      throw new IllegalStateException("bound, times and policy are those of cache \""
          + shared.getName() + "\"; set them there, or leave out in(cache)");
    }
    return configuration.copy();
  }

  private Memo with(LarderConfiguration<Object, Object> changed) {
    return new Memo(changed, how, place, name, shared);
  }

  private Memo with(MemoCalls changed) {
    return new Memo(configuration, changed, place, name, shared);
  }

  private Memo with(MemoPlace changed) {
    own();
    return new Memo(configuration, how, changed, name, null);
  }

  private Memo at(MemoTier tier) {
    return with(new MemoPlace(tier, place.folder()));
  }

  /** The directory in which {@link #disk}, {@link #file} or {@link #auto} have theirs, in place of the platform's for caches. */
  public Memo folder(Path directory) {
    return with(new MemoPlace(place.tier(), requireNonNull(directory, "directory")));
  }

  /** Whether 1, 1L and 1.0 are three keys, as Java has it and as is the default; else numbers of one value are one key. */
  public Memo typed(boolean distinguishes) {
    return with(how.typed(distinguishes));
  }

  /** Whether those who ask for one key at a time wait for one call, as is the default; else each calls. */
  public Memo coalesce(boolean waits) {
    return with(how.coalesces(waits));
  }

  /** What to do when the cache itself fails: fail, as is the default, or call the function without it. */
  public Memo onCacheFailure(CacheFailure reaction) {
    return with(how.onFailure(requireNonNull(reaction, "reaction")));
  }

  /**
   * What tells calls apart, in place of the arguments themselves: a part of them, or a text that stands for them.
   *
   * @param keyBuilder given the arguments, of which some may be null; its answer is not to be null, and is compared by {@code equals}
   */
  public Memo keyedBy(Function<List<@Nullable Object>, Object> keyBuilder) {
    return with(how.keyedBy(requireNonNull(keyBuilder, "keyBuilder")));
  }

  /** The function's name: in messages, on disk, and in the keys of a shared cache, where functions of one name share their results. */
  public Memo named(String functionName) {
    return new Memo(configuration, how, place, requireNonNull(functionName, "name"), shared);
  }

  // -- functions

  /** Memoizes a function. */
  public <A extends @Nullable Object, R extends @Nullable Object> MemoFunction<A, R> function(
      Function<A, R> function) {
    return new MemoizedFunctions.Of1<>(calls(), requireNonNull(function, "function"));
  }

  /** Memoizes a function of two arguments. */
  public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      MemoBiFunction<A, B, R> biFunction(BiFunction<A, B, R> function) {
    return new MemoizedFunctions.Of2<>(calls(), requireNonNull(function, "function"));
  }

  /** Memoizes a supplier. */
  public <R extends @Nullable Object> MemoSupplier<R> supplier(Supplier<R> supplier) {
    return new MemoizedFunctions.Of0<>(calls(), requireNonNull(supplier, "supplier"));
  }

  /**
   * Memoizes a function that gives futures. Whoever asks while one is under way shares it; one that fails or is cancelled is
   * forgotten. Cancelling the future one gets is nobody else's business.
   */
  public <A extends @Nullable Object, R extends @Nullable Object>
      MemoFunction<A, CompletableFuture<R>> async(
          Function<A, ? extends CompletionStage<R>> function) {
    return new MemoizedFunctions.Async<>(
        forFutures().calls(), requireNonNull(function, "function"));
  }

  /**
   * An object of an interface whose methods are memoized: those that bear {@link Memoize}, in the interface or in the target's class, each by its own settings; when
   * none does, all that give something, in one cache. Those that give futures as {@link #async} has it. All others go through.
   *
   * @throws IllegalArgumentException when the type is no interface
   */
  public <T> T proxy(Class<T> type, T target) {
    return MemoProxy.of(this, type, requireNonNull(target, "target"));
  }

  /**
   * Closes the caches of an object that {@link #proxy} has made: a must when they are on disk. Its methods are not to be called any more.
   *
   * @throws IllegalArgumentException for another object
   */
  public static void close(Object proxy) {
    MemoProxy.close(requireNonNull(proxy, "proxy"));
  }

  /** The same for a function of futures. */
  Memo forFutures() {
    return new Memo(configuration, how, place.forFutures(), name, shared);
  }

  /** How the calls of one more function are remembered. */
  Calls calls() {
    return calls(
        cache(), shared == null ? null : name == null ? "function-" + UUID.randomUUID() : name);
  }

  Calls calls(LarderCache<Object, Object> cache, @Nullable String function) {
    return new Calls(cache, how, function);
  }

  LarderCache<Object, Object> cache() {
    if (shared != null) {
      return shared;
    }
    String cacheName = name == null ? "memo-" + CACHES.incrementAndGet() : name;
    LarderConfiguration<Object, Object> there = configuration.copy();
    place.apply(there, name != null);
    return LarderCache.unlisted(cacheName, there);
  }

  /** As an annotation says; the rest as here. */
  Memo by(Memoize settings) {
    LarderConfiguration<Object, Object> changed = new LarderConfiguration<Object, Object>()
        .maximumSize(settings.maxSize())
        .evictionPolicy(settings.policy());
    if (!settings.timeToLive().isEmpty()) {
      changed.set("time-to-live", settings.timeToLive());
    }
    if (!settings.timeToIdle().isEmpty()) {
      changed.set("time-to-idle", settings.timeToIdle());
    }
    Path folder = settings.folder().isEmpty() ? place.folder() : Path.of(settings.folder());
    MemoTier tier = settings.tier() == MemoTier.MEMORY && settings.folder().isEmpty()
        ? place.tier()
        : settings.tier();
    return new Memo(changed, how.typed(settings.typed()), new MemoPlace(tier, folder), name, null);
  }
}
