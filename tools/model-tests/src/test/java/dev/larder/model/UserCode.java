package dev.larder.model;

import dev.larder.model.Fault.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/** All user code of one cache. It writes down each call, does what the step says, and spoils what it is given. */
final class UserCode
    implements CacheLoader<Integer, Object>, CacheWriter<Integer, Object>, ExpiryPolicy {
  private final Setup setup;
  private final boolean spoils;
  private final List<Object> handedOut = new ArrayList<>();
  private Step step;

  final Calls calls = new Calls();

  /** The system of record. */
  final Map<Integer, Integer> rows = new TreeMap<>();

  /** What each asynchronous listener heard. */
  final Map<Integer, List<String>> heardLater = new ConcurrentHashMap<>();

  UserCode(Setup setup, Step first) {
    this.setup = setup;
    this.spoils = setup.byValue() && setup.mutableValues();
    this.step = first;
  }

  MutableConfiguration<Integer, Object> configuration() {
    MutableConfiguration<Integer, Object> configuration = new MutableConfiguration<
            Integer, Object>()
        .setStoreByValue(setup.byValue())
        .setStatisticsEnabled(true);
    if (setup.loader()) {
      configuration.setReadThrough(setup.readThrough()).setCacheLoaderFactory(() -> this);
    }
    if (setup.writer()) {
      configuration.setWriteThrough(true).setCacheWriterFactory(() -> this);
    }
    boolean custom = setup.policy() == Setup.Policy.CUSTOM;
    configuration.setExpiryPolicyFactory(() -> custom ? this : setup.standardPolicy());
    // A configuration has no order among several.
    setup.listeners().stream()
        .limit(1)
        .forEach(ear -> configuration.addCacheEntryListenerConfiguration(registration(ear)));
    return configuration;
  }

  CacheEntryListenerConfiguration<Integer, Object> registration(Setup.Ear ear) {
    Listener listener = new Listener(ear);
    return new MutableCacheEntryListenerConfiguration<>(
        () -> listener, ear.filtered() ? () -> listener : null, ear.wantsOld(), ear.synchronous());
  }

  /** Registers the listeners that the configuration has not brought. */
  void joinListeners(Cache<Integer, Object> cache) {
    setup.listeners().stream()
        .skip(1)
        .forEach(ear -> cache.registerCacheEntryListener(registration(ear)));
  }

  void begin(Step next) {
    calls.clear();
    step = next;
  }

  /** An object for the cache; spoilt when the step is over. */
  Object give(int number) {
    Object value = Box.value(number, setup.mutableValues());
    handedOut.add(value);
    return value;
  }

  /** What an object from the cache stands for; spoilt when the step is over. */
  @Nullable
  Integer take(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    handedOut.add(value);
    return Box.number(value);
  }

  void end() {
    if (spoils) {
      handedOut.forEach(Box::spoil);
    }
    handedOut.clear();
  }

  private void call(Where where, int key, String what) {
    calls.add(key, what);
    step.fault().strike(where, key);
  }

  // -- the system of record

  @Override
  @SuppressWarnings("NullAway") // JCache is not annotated
  public @Nullable Object load(Integer key) {
    call(Where.LOADER, key, "load");
    Integer row = rows.get(key);
    return row == null ? null : give(row);
  }

  @Override
  public Map<Integer, Object> loadAll(Iterable<? extends Integer> keys) {
    Map<Integer, Object> found = new HashMap<>();
    for (Integer key : keys) {
      call(Where.LOADER, key, "loadAll");
      Integer row = rows.get(key);
      if (row != null) {
        found.put(key, give(row));
      }
    }
    return found;
  }

  @Override
  public void write(Cache.Entry<? extends Integer, ? extends Object> entry) {
    Integer number = take(entry.getValue());
    call(Where.WRITER, entry.getKey(), "write " + number);
    rows.put(entry.getKey(), number);
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends Object>> entries) {
    for (Iterator<Cache.Entry<? extends Integer, ? extends Object>> i = entries.iterator();
        i.hasNext(); ) {
      Cache.Entry<? extends Integer, ? extends Object> entry = i.next();
      Integer number = take(entry.getValue());
      call(Where.WRITER, entry.getKey(), "writeAll " + number);
      rows.put(entry.getKey(), number);
      i.remove();
    }
  }

  @Override
  public void delete(Object key) {
    call(Where.WRITER, (Integer) key, "delete");
    rows.remove(key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    // In an order of its own: removeAll() may name the keys in any.
    for (Object key : new TreeSet<Object>(keys)) {
      call(Where.WRITER, (Integer) key, "deleteAll");
      rows.remove(key);
      keys.remove(key);
    }
  }

  // -- the expiry policy

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable Duration getExpiryForCreation() {
    call(Where.POLICY, Fault.ANY, "creation");
    return step.answers().creation();
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    call(Where.POLICY, Fault.ANY, "access");
    return step.answers().access();
  }

  @Override
  public @Nullable Duration getExpiryForUpdate() {
    call(Where.POLICY, Fault.ANY, "update");
    return step.answers().update();
  }

  // -- processors

  EntryProcessor<Integer, Object, String> processor() {
    return this::process;
  }

  private @Nullable String process(MutableEntry<Integer, Object> entry, Object... arguments) {
    StringBuilder seen = new StringBuilder();
    int sets = 0;
    for (Step.Action action : step.program()) {
      switch (action) {
        case GET -> seen.append(take(entry.getValue())).append(' ');
        case EXISTS -> seen.append(entry.exists()).append(' ');
        case SET -> entry.setValue(give(step.set(sets++)));
        case REMOVE -> entry.remove();
      }
    }
    call(Where.PROCESSOR, entry.getKey(), "process");
    return seen.isEmpty() ? null : seen.toString();
  }

  // -- listeners

  private final class Listener
      implements CacheEntryCreatedListener<Integer, Object>,
          CacheEntryUpdatedListener<Integer, Object>,
          CacheEntryRemovedListener<Integer, Object>,
          CacheEntryExpiredListener<Integer, Object>,
          CacheEntryEventFilter<Integer, Object> {
    private final Setup.Ear ear;

    Listener(Setup.Ear ear) {
      this.ear = ear;
    }

    @Override
    public boolean evaluate(CacheEntryEvent<? extends Integer, ? extends Object> event) {
      if (ear.synchronous()) {
        call(Where.FILTER, event.getKey(), "filter " + ear.number() + " " + event.getEventType());
      }
      return event.getKey() % 2 == 0;
    }

    private void hear(Iterable<CacheEntryEvent<? extends Integer, ? extends Object>> events) {
      events.forEach(this::hear);
    }

    private void hear(CacheEntryEvent<? extends Integer, ? extends Object> event) {
      Object value = event.getValue();
      Object old = event.getOldValue();
      String heard =
          heard(ear.number(), event.getEventType().name(), numberOf(value), numberOf(old));
      if (spoils) {
        Box.spoil(value);
        Box.spoil(old);
      }
      if (ear.synchronous()) {
        call(Where.LISTENER, event.getKey(), heard);
      } else {
        heardLater
            .computeIfAbsent(ear.number(), first -> Collections.synchronizedList(new ArrayList<>()))
            .add(heard + " " + event.getKey());
      }
    }

    private static @Nullable Integer numberOf(@Nullable Object value) {
      return value == null ? null : Box.number(value);
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Integer, ? extends Object>> events) {
      hear(events);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends Integer, ? extends Object>> events) {
      hear(events);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends Integer, ? extends Object>> events) {
      hear(events);
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends Integer, ? extends Object>> events) {
      hear(events);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Listener listener && listener.ear.equals(ear);
    }

    @Override
    public int hashCode() {
      return ear.hashCode();
    }
  }

  /** How an event is written down. */
  static String heard(int ear, String type, @Nullable Integer value, @Nullable Integer old) {
    return "listener " + ear + " heard " + type + " " + value + " " + old + " of";
  }
}
