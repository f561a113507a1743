package dev.larder.internal.redis;

import dev.larder.internal.redis.RedisSettings.OnFailure;
import dev.larder.tier.LoadLease;
import dev.larder.tier.Tier;
import dev.larder.tier.TierContext;
import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierException;
import dev.larder.tier.TierHealth;
import dev.larder.tier.TierKey;
import dev.larder.tier.TierListener;
import dev.larder.tier.TierValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tier of one cache. Each operation is done on the server if there is a session, and else, or when the server does not answer, as {@code
 * on-failure} says:
 *
 * <ul>
 *   <li>{@code fail}: an exception. Whether a write that got no answer was done is open.
 *   <li>{@code miss}: nothing is there, nothing is kept. What is written is deleted on the server as soon as it is back, before it is read.
 *   <li>{@code local-only}: the same, but this JVM keeps its entries to itself meanwhile.
 * </ul>
 */
final class RedisTier implements Tier {
  private static final Logger LOG = System.getLogger("dev.larder.redis");
  private static final Duration SWEEP_ON_DESTROY = Duration.ofSeconds(5);

  private final String cacheName;
  private final RedisSettings settings;
  private final TierListener listener;
  private final Figures figures = new Figures();
  private final Unrepaired unrepaired = new Unrepaired();
  private final WhileAway away;
  private final Entries entries;
  private final Link link;
  private final Leases leases;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Opens it: connects. */
  RedisTier(TierContext context, RedisSettings settings) {
    this.cacheName = context.cacheName();
    this.settings = settings;
    this.listener = context.listener();
    CacheKeys keys = new CacheKeys(settings.namespace(), cacheName);
    this.away = new WhileAway(settings, listener, unrepaired);
    this.entries = new Entries(keys, context.clock());
    this.link = new Link(cacheName, settings, keys, new Upkeep(keys), figures);
    this.leases = new Leases(keys, entries, figures);
    boolean open = false;
    try {
      link.open(settings.onFailure() != OnFailure.FAIL);
      open = true;
    } catch (Unreachable e) {
      throw failed("cannot be used: " + e.getMessage(), e);
    } finally {
      if (!open) {
        link.close();
      }
    }
  }

  // -- reading

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public @Nullable TierEntry get(TierKey key) {
    figures.gets.increment();
    Optional<TierEntry> entry = read(
        session -> unrepaired.contains(key)
            ? Optional.empty()
            : Optional.ofNullable(entries.get(session, key)),
        () -> away.read(local -> Optional.ofNullable(local.get(key)), Optional.empty()),
        Optional.empty());
    if (entry.isPresent()) {
      figures.hits.increment();
    }
    return entry.orElse(null);
  }

  @Override
  public Map<TierKey, TierEntry> getAll(Collection<TierKey> keys) {
    figures.gets.add(keys.size());
    Map<TierKey, TierEntry> found = read(
        session -> {
          Map<TierKey, TierEntry> all = entries.getAll(session, keys);
          all.keySet().removeIf(unrepaired::contains);
          return all;
        },
        () -> away.read(local -> present(local, keys), Map.of()),
        Map.of());
    figures.hits.add(found.size());
    return found;
  }

  private static Map<TierKey, TierEntry> present(LocalEntries local, Collection<TierKey> keys) {
    Map<TierKey, TierEntry> found = new LinkedHashMap<>();
    for (TierKey key : keys) {
      TierEntry entry = local.get(key);
      if (entry != null) {
        found.put(key, entry);
      }
    }
    return found;
  }

  @Override
  public TierCursor cursor() {
    RedisCursor.Source source = cursor -> read(
        session -> entries.page(session, cursor, unrepaired::contains),
        () -> away.read(local -> RedisCursor.Page.last(local.copy()), RedisCursor.Page.NONE),
        RedisCursor.Page.NONE);
    return new RedisCursor(source);
  }

  @Override
  public long size() {
    return read(
        entries::size, () -> away.read(local -> (long) local.size(), 0L), entries.lastSize());
  }

  // -- writing

  @Override
  public long put(TierKey key, TierValue value) {
    figures.puts.increment();
    return change(
        key,
        session -> entries.put(session, key, value),
        () -> away.change(key, local -> local.put(key, value), NOT_KEPT),
        NOT_KEPT);
  }

  @Override
  public void putAll(Map<TierKey, TierValue> values, TierListener listener) {
    for (List<Map.Entry<TierKey, TierValue>> part : Parts.of(values.entrySet())) {
      figures.puts.add(part.size());
      if (!together(session -> entries.putAll(session, part))) {
        for (Map.Entry<TierKey, TierValue> one : part) {
          if (put(one.getKey(), one.getValue()) == NOT_KEPT) {
            listener.invalidated(one.getKey());
          }
        }
      }
    }
  }

  /** Changes many in one round trip; a failure is dealt with by changing one by one. */
  private boolean together(Batch batch) {
    Session session = link.session();
    if (session == null) {
      return false;
    }
    try {
      batch.on(session);
      link.answered();
      return true;
    } catch (Unreachable e) {
      link.failed(session, e);
      return false;
    }
  }

  @Override
  public long compareAndPut(TierKey key, long expected, TierValue value) {
    figures.puts.increment();
    long version = change(
        key,
        session -> entries.compareAndPut(session, key, expected, value),
        () -> away.change(key, local -> local.compareAndPut(key, expected, value), NOT_KEPT),
        NOT_KEPT);
    if (version == CONFLICT) {
      figures.conflicts.increment();
    }
    return version;
  }

  @Override
  public boolean remove(TierKey key) {
    figures.removals.increment();
    return change(
        key,
        session -> entries.remove(session, key),
        () -> away.change(key, local -> local.remove(key), false),
        false);
  }

  @Override
  public boolean compareAndRemove(TierKey key, long expected) {
    figures.removals.increment();
    return change(
        key,
        session -> entries.compareAndRemove(session, key, expected),
        () -> away.change(key, local -> local.compareAndRemove(key, expected), false),
        false);
  }

  @Override
  public boolean touch(TierKey key, long expected, long expiresAt) {
    // If it gets no answer either deadline will do.
    return read(
        session -> entries.touch(session, key, expected, expiresAt),
        () -> away.read(local -> local.touch(key, expected, expiresAt), false),
        false);
  }

  @Override
  public void removeAll(Collection<TierKey> keys) {
    for (List<TierKey> part : Parts.of(keys)) {
      if (together(session -> entries.removeAll(session, part))) {
        figures.removals.add(part.size());
      } else {
        part.forEach(this::remove);
      }
    }
  }

  @Override
  public void clear() {
    perform(
        session -> {
          entries.clear(session);
          sweepLater(session, RedisCursor.START);
          return true;
        },
        away::clear,
        session -> {
          unrepaired.addAll();
          // The connection may be sound; repairing all of the cache is done by a new one.
          link.renew(session, "clear() got no answer");
          return true;
        });
  }

  /** Deletes what was cleared, page by page, so that whatever else the link has to do comes in between. */
  private void sweepLater(Session session, String from) {
    link.later(() -> {
      try {
        String next = entries.sweep(session, from);
        if (next != null && link.session() == session) {
          sweepLater(session, next);
        }
      } catch (Unreachable e) {
        LOG.log(
            Level.DEBUG,
            "cache \"{0}\": what was cleared was not all deleted: {1}",
            cacheName,
            e.getMessage());
      }
    });
  }

  // -- loading once for all JVMs

  @Override
  public @Nullable LoadLease leaseLoad(TierKey key) {
    Session session = link.session();
    if (session == null || settings.loadLease().isEmpty()) {
      return null;
    }
    try {
      return leases.acquire(session, key, settings.loadLease().get());
    } catch (Unreachable e) {
      link.failed(session, e);
      return null;
    }
  }

  // -- with or without a server

  /** Something done on the server. */
  private interface Step<T> {
    T on(Session session) throws Unreachable;
  }

  /** Many changes at once. */
  private interface Batch {
    void on(Session session) throws Unreachable;
  }

  /** What is done when a server that is there gave no answer. */
  private interface Uncertain<T> {
    T after(Session session);
  }

  private <T> T read(Step<T> step, Supplier<WhileAway.@Nullable Answer<T>> whileAway, T nothing) {
    return perform(step, whileAway, session -> nothing);
  }

  private <T> T change(
      TierKey key, Step<T> step, Supplier<WhileAway.@Nullable Answer<T>> whileAway, T nothing) {
    try {
      return perform(step, whileAway, session -> {
        repairSoon(session, key);
        return nothing;
      });
    } catch (TierException e) {
      // It may have been done.
      listener.invalidated(key);
      throw e;
    }
  }

  private <T> T perform(
      Step<T> step, Supplier<WhileAway.@Nullable Answer<T>> whileAway, Uncertain<T> uncertain) {
    while (true) {
      requireOpen();
      Session session = link.session();
      if (session != null) {
        return perform(session, step, uncertain);
      }
      figures.refusals.increment();
      if (settings.onFailure() == OnFailure.FAIL) {
        throw failed("is away: " + link.whyAway(), null);
      }
      WhileAway.Answer<T> answer = whileAway.get();
      if (answer != null) {
        return answer.value();
      }
      // It comes back at this very moment.
      Thread.onSpinWait();
    }
  }

  private <T> T perform(Session session, Step<T> step, Uncertain<T> uncertain) {
    try {
      T done = step.on(session);
      link.answered();
      return done;
    } catch (Unreachable e) {
      link.failed(session, e);
      if (settings.onFailure() == OnFailure.FAIL) {
        throw failed("did not do it: " + e.getMessage(), e);
      }
      return uncertain.after(session);
    }
  }

  /** A write may be carried out yet. The deletion is sent after it on the same connection, so it is carried out after it, if at all. */
  private void repairSoon(Session session, TierKey key) {
    Object token = unrepaired.add(key);
    entries.removeLater(session, key, () -> unrepaired.repaired(key, token));
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException(
          "the Redis tier of cache \"" + cacheName + "\" is closed, as is the cache");
    }
  }

  private TierException failed(String what, @Nullable Throwable cause) {
    return new TierException(
        "cache \"" + cacheName + "\": Redis at " + settings.address() + " " + what
            + ". Look after the server; with tier.on-failure = miss or local-only the cache goes on without it",
        cause);
  }

  // -- being there

  @Override
  public TierHealth health() {
    String why = link.whyAway();
    Map<String, Long> counted = figures.asMap(unrepaired.size());
    if (why != null) {
      return new TierHealth(
          TierHealth.State.DOWN, settings.address() + " is away: " + why, counted);
    }
    if (!unrepaired.isEmpty()) {
      return new TierHealth(
          TierHealth.State.DEGRADED, "writes without an answer are being undone", counted);
    }
    return new TierHealth(TierHealth.State.UP, "connected to " + settings.address(), counted);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      link.close();
    }
  }

  @Override
  public void destroy() {
    if (closed.compareAndSet(false, true)) {
      try {
        destroyOnServer();
      } finally {
        link.close();
      }
    }
  }

  private void destroyOnServer() {
    Session session = link.session();
    String why = link.whyAway();
    if (session != null) {
      try {
        entries.destroy(session, SWEEP_ON_DESTROY);
        return;
      } catch (Unreachable e) {
        why = e.getMessage();
      }
    }
    if (settings.onFailure() == OnFailure.FAIL) {
      throw failed("still has what was to be destroyed: " + why, null);
    }
    LOG.log(
        Level.WARNING,
        "cache \"{0}\": {1} still has what was to be destroyed: {2}",
        cacheName,
        settings.address(),
        why);
  }

  /** What the link wants of us. */
  private final class Upkeep implements Link.User {
    private final CacheKeys keys;

    Upkeep(CacheKeys keys) {
      this.keys = keys;
    }

    @Override
    public void forget() {
      entries.forgetGeneration();
      listener.invalidatedAll();
    }

    @Override
    public void invalidated(byte @Nullable [] name) {
      TierKey key = name == null ? null : keys.keyOf(name);
      if (key != null) {
        listener.invalidated(key);
      } else if (name == null || keys.isGeneration(name)) {
        entries.forgetGeneration();
        listener.invalidatedAll();
      }
    }

    @Override
    public void away() {
      away.begin();
    }

    @Override
    public boolean isRepaired() {
      return away.end();
    }

    @Override
    public void repair(Session session) throws Unreachable {
      boolean done = false;
      Collection<TierKey> taken = new ArrayList<>();
      boolean all = unrepaired.takeAll();
      try {
        if (all) {
          entries.clear(session);
          sweepLater(session, RedisCursor.START);
          all = false;
        }
        for (Collection<TierKey> some = unrepaired.take(Parts.SIZE);
            !some.isEmpty();
            some = unrepaired.take(Parts.SIZE)) {
          taken = some;
          entries.removeAll(session, List.copyOf(some));
        }
        done = true;
      } finally {
        if (!done) {
          Iterator<TierKey> again = taken.iterator();
          again.forEachRemaining(unrepaired::add);
          if (all) {
            unrepaired.addAll();
          }
        }
      }
    }
  }
}
