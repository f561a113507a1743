package dev.larder.internal.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a cache has a session, and that it is never used untracked.
 *
 * <pre>
 *            connect, generation, track, scripts, repair, forget
 *   away  ------------------------------------------------------&gt;  there
 *         &lt;------------------------------------------------------
 *            connection lost | PING unanswered | three timeouts in a row | the server is no master any more: forget
 * </pre>
 *
 * <p>While it is away operations fail at once: this is the breaker. It tries again by itself, more and more slowly. Thread-safe; one thread
 * of its own does all that waits.
 */
final class Link implements AutoCloseable {
  /** Who uses it. */
  interface User {
    /** There is no session from now on, or there was none for a moment: copies count no more. On any thread; must not wait. */
    void forget();

    /** What has to be done on a new session before others use it; while it waits, more may come up. On the link's thread, or in open. */
    void repair(Session session) throws Unreachable;

    /** A session is about to be there. False if there is something to repair once more. Must not wait. */
    boolean isRepaired();

    /** There is no session any more. Must not wait. */
    void away();

    /** An invalidation of this name, or of all when null. On the connection's thread; must not wait. */
    void invalidated(byte @Nullable [] name);
  }

  private static final Logger LOG = System.getLogger("dev.larder.redis");

  /** What a server says that begins, or is no master: another connection may find a better one. */
  private static final Pattern NOT_NOW = Pattern.compile("(READONLY|LOADING|MASTERDOWN) .*");

  private static final int TIMEOUTS_IN_A_ROW = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String cacheName;
  private final RedisSettings settings;
  private final CacheKeys keys;
  private final User user;
  private final Figures figures;
  private final RedisClient client;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicReference<@Nullable Session> session = new AtomicReference<>();
  private final AtomicInteger timeouts = new AtomicInteger();
  private volatile @Nullable String whyAway = "not connected yet";
  private volatile boolean closed;

  Link(String cacheName, RedisSettings settings, CacheKeys keys, User user, Figures figures) {
    this.cacheName = cacheName;
    this.settings = settings;
    this.keys = keys;
    this.user = user;
    this.figures = figures;
    this.client = Clients.open(settings);
    this.thread = new ScheduledThreadPoolExecutor(1, Link::daemon);
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // What comes after the end is of no use to anybody.
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, "larder-redis");
    daemon.setDaemon(true);
    return daemon;
  }

  /** Connects once, and keeps at it if told to. */
  void open(boolean evenIfUnreachable) throws Unreachable {
    try {
      connectOrHearWhyNot();
    } catch (Unreachable e) {
      String answer = e.answer();
      boolean refused = answer != null && !NOT_NOW.matcher(answer).matches();
      if (!evenIfUnreachable || refused) {
        throw e;
      }
      away(e.getMessage(), null);
      retryAfter(FIRST_PAUSE);
    }
    long beat = settings.heartbeat().toNanos();
    var unusedBeats = thread.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.NANOSECONDS);
    long forgetting = settings.maxStaleness().toNanos();
    var unusedForgetting =
        thread.scheduleWithFixedDelay(user::forget, forgetting, forgetting, TimeUnit.NANOSECONDS);
  }

  /** The session; null while there is none. */
  @Nullable
  Session session() {
    return session.get();
  }

  /** Why there is no session; null while there is one. */
  @Nullable
  String whyAway() {
    return whyAway;
  }

  /** Work that waits for the server, and is in nobody's way. Not done any more once closed. */
  void later(Runnable work) {
    if (!closed) {
      thread.execute(work);
    }
  }

  // -- from away to there

  /** A server that refuses us may close the connection as well: when it ends soon and without a word, the second time may tell why. */
  private void connectOrHearWhyNot() throws Unreachable {
    long start = System.nanoTime();
    try {
      connect();
    } catch (Unreachable e) {
      boolean slow = System.nanoTime() - start >= settings.connectTimeout().toNanos();
      if (slow || e.answer() != null) {
        throw e;
      }
      connect();
    }
  }

  private void connect() throws Unreachable {
    StatefulRedisConnection<byte[], byte[]> connection = newConnection();
    boolean optIn = settings.tracking() == RedisSettings.Tracking.OPTIN;
    Session made = new Session(connection, settings.timeout(), optIn);
    boolean ready = false;
    try {
      prepare(made, optIn);
      ready = true;
    } finally {
      if (!ready) {
        made.close();
      }
    }
    begin(made);
  }

  private StatefulRedisConnection<byte[], byte[]> newConnection() throws Unreachable {
    CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opening = client
        .connectAsync(ByteArrayCodec.INSTANCE, Clients.target(settings))
        .toCompletableFuture();
    try {
      // Lettuce's own limits are for the connection and for the handshake; and with Sentinel twice.
      return Session.await(opening, settings.connectTimeout().multipliedBy(4));
    } catch (Unreachable e) {
      var unused = opening.thenCompose(StatefulRedisConnection::closeAsync);
      throw e;
    }
  }

  private void prepare(Session made, boolean optIn) throws Unreachable {
    StatefulRedisConnection<byte[], byte[]> connection = made.connection();
    for (Scripts.Script script : Scripts.ALL) {
      Session.await(connection.async().scriptLoad(script.source), settings.connectTimeout());
    }
    // Before the tracking: it would tell us to forget everything. A replica refuses it.
    made.bytes(
            Scripts.GENERATION, List.of(keys.generation()), StoredEntry.longBytes(Versions.next()))
        .await(settings.connectTimeout());
    connection.addListener(new Invalidations(user, figures));
    TrackingArgs tracking = TrackingArgs.Builder.enabled().noloop();
    if (optIn) {
      tracking.optin();
    } else {
      tracking.bcast().prefixes(keys.trackedPrefix());
    }
    Session.await(connection.async().clientTracking(tracking), settings.connectTimeout());
    do {
      user.repair(made);
      // What was kept while there was no session was not tracked.
      user.forget();
    } while (!user.isRepaired());
  }

  private void begin(Session made) {
    timeouts.set(0);
    made.connection().addListener(new Watch(made));
    whyAway = null;
    session.set(made);
    if (closed || !made.connection().isOpen()) {
      lost(made, "the connection was lost");
    }
  }

  private void retry() {
    if (closed || session.get() != null) {
      return;
    }
    try {
      connect();
      figures.reconnects.increment();
      LOG.log(Level.INFO, "cache \"{0}\": {1} is there again", cacheName, settings.address());
    } catch (Unreachable | RuntimeException e) {
      whyAway = Unreachable.reason(e);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
          ? pause.multipliedBy(2)
          : LONGEST_PAUSE;
      retryAfter(pause);
    }
  }

  /** Of the link's thread. */
  private Duration pause = FIRST_PAUSE;

  private void retryAfter(Duration delay) {
    if (!closed) {
      var unused = thread.schedule(this::retry, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  // -- from there to away

  /** Gives a session up for another one. */
  void renew(Session which, String why) {
    lost(which, why);
  }

  private void lost(Session which, @Nullable String why) {
    if (session.compareAndSet(which, null)) {
      figures.disconnects.increment();
      away(why, which);
      if (!closed) {
        thread.execute(() -> pause = FIRST_PAUSE);
        retryAfter(FIRST_PAUSE);
      }
    }
  }

  private void away(@Nullable String why, @Nullable Session which) {
    whyAway = why == null ? "unknown" : why;
    user.away();
    user.forget();
    if (which != null) {
      which.close();
    }
    if (!closed) {
      LOG.log(
          Level.WARNING,
          "cache \"{0}\": {1} is away ({2}); on-failure = {3} until it is back",
          cacheName,
          settings.address(),
          whyAway,
          settings.onFailure());
    }
  }

  private void beat() {
    Session present = session.get();
    if (present == null) {
      return;
    }
    try {
      Session.await(present.connection().async().ping(), settings.timeout());
    } catch (Unreachable e) {
      if (e.answer() == null) {
        lost(present, "PING: " + e.getMessage());
      }
    } catch (RuntimeException e) {
      lost(present, "PING: " + Unreachable.reason(e));
    }
  }

  /** A command was answered. */
  void answered() {
    if (timeouts.get() != 0) {
      timeouts.set(0);
    }
  }

  /** A command failed. */
  void failed(Session which, Unreachable failure) {
    figures.failures.increment();
    if (Session.wasInterrupted(failure)) {
      return;
    }
    String answer = failure.answer();
    if (answer != null) {
      if (NOT_NOW.matcher(answer).matches()) {
        lost(which, answer);
      }
    } else if (timeouts.incrementAndGet() >= TIMEOUTS_IN_A_ROW) {
      lost(which, failure.getMessage() + ", " + TIMEOUTS_IN_A_ROW + " times in a row");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    thread.shutdownNow();
    session.set(null);
    whyAway = "closed";
    // The connection with it.
    Clients.close(client);
  }

  /** Notices the end of a connection. */
  private final class Watch implements RedisConnectionStateListener {
    private final Session watched;

    Watch(Session watched) {
      this.watched = watched;
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      lost(watched, "the connection was lost");
    }
  }
}
