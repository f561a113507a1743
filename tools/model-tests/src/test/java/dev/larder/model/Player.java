package dev.larder.model;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.integration.CompletionListenerFuture;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Plays steps on a cache, by JCache's API alone. */
final class Player {
  private static final int MOST_LISTENERS = 4;
  private static final long PATIENCE_SECONDS = 20;
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();
  private static final String[] COUNTS = {
    "CacheHits", "CacheMisses", "CacheGets", "CachePuts", "CacheRemovals"
  };

  private final Cache<Integer, Object> cache;
  private final UserCode user;
  private final ObjectName statistics;
  private final Deque<CacheEntryListenerConfiguration<Integer, Object>> joined = new ArrayDeque<>();
  private int listenersMade = 100;
  private boolean counting = true;

  Player(Cache<Integer, Object> cache, UserCode user) throws JMException {
    this.cache = cache;
    this.user = user;
    this.statistics = new ObjectName("javax.cache:type=CacheStatistics,CacheManager="
        + cache.getCacheManager().getURI().toString().replace(':', '.') + ",Cache="
        + cache.getName());
    user.joinListeners(cache);
  }

  /** Does the step; answers what came of it. */
  String play(Step step) {
    user.begin(step);
    try {
      return Outcome.of(() -> perform(step));
    } finally {
      user.end();
    }
  }

  private @Nullable Object perform(Step step) {
    Integer key = step.key();
    return switch (step.op()) {
      case GET -> user.take(cache.get(key));
      case CONTAINS_KEY -> cache.containsKey(key);
      case PUT -> done(() -> cache.put(key, user.give(step.value())));
      case GET_AND_PUT -> user.take(cache.getAndPut(key, user.give(step.value())));
      case PUT_IF_ABSENT -> cache.putIfAbsent(key, user.give(step.value()));
      case REPLACE -> cache.replace(key, user.give(step.value()));
      case GET_AND_REPLACE -> user.take(cache.getAndReplace(key, user.give(step.value())));
      case REPLACE_IF_EQUAL -> cache.replace(key, user.give(step.other()), user.give(step.value()));
      case REMOVE -> cache.remove(key);
      case GET_AND_REMOVE -> user.take(cache.getAndRemove(key));
      case REMOVE_IF_EQUAL -> cache.remove(key, user.give(step.other()));
      case INVOKE -> cache.invoke(key, user.processor());
      case GET_ALL -> numbers(cache.getAll(step.keySet()));
      case ITERATE -> iterate(step);
      case REMOVE_KEYS -> done(() -> cache.removeAll(step.keySet()));
      case REMOVE_ALL -> done(cache::removeAll);
      case CLEAR -> done(cache::clear);
      case PUT_ALL -> done(() -> cache.putAll(given(step)));
      case INVOKE_ALL -> invokeAll(step);
      case LOAD_ALL -> loadAll(step);
      case COUNT -> done(() -> count(step.flag()));
      case CLEAR_COUNTS -> done(this::clearCounts);
      case LISTEN -> done(() -> listen(step));
      case ADVANCE, SWEEP -> "done";
    };
  }

  private static String done(Runnable operation) {
    operation.run();
    return "done";
  }

  private Map<Integer, Integer> numbers(Map<Integer, Object> values) {
    Map<Integer, Integer> numbers = new TreeMap<>();
    values.forEach((key, value) -> numbers.put(key, user.take(value)));
    return numbers;
  }

  private Map<Integer, Object> given(Step step) {
    Map<Integer, Object> given = new LinkedHashMap<>();
    step.numbers().forEach((key, number) -> given.put(key, user.give(number)));
    return given;
  }

  /** Walks over all; removes some on the way. */
  private List<String> iterate(Step step) {
    List<String> seen = new ArrayList<>();
    for (Iterator<Cache.Entry<Integer, Object>> i = cache.iterator(); i.hasNext(); ) {
      seen.add(Outcome.of(() -> next(i, step)));
    }
    seen.sort(null);
    return seen;
  }

  private String next(Iterator<Cache.Entry<Integer, Object>> i, Step step) {
    Cache.Entry<Integer, Object> entry = i.next();
    String found = entry.getKey() + "=" + user.take(entry.getValue());
    return step.flag() && step.keys().contains(entry.getKey())
        ? found + " " + Outcome.of(() -> done(i::remove))
        : found;
  }

  private Map<Integer, String> invokeAll(Step step) {
    Map<Integer, String> results = new TreeMap<>();
    cache
        .invokeAll(step.keySet(), user.processor())
        .forEach((key, result) -> results.put(key, Outcome.of(result::get)));
    return results;
  }

  private String loadAll(Step step) {
    CompletionListenerFuture finished = new CompletionListenerFuture();
    cache.loadAll(step.keySet(), step.flag(), finished);
    try {
      finished.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return "done";
    } catch (ExecutionException e) {
      return "failed with " + Outcome.describe(requireNonNull(e.getCause()));
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("loadAll does not end", e);
    }
  }

  private void count(boolean on) {
    counting = on;
    cache.getCacheManager().enableStatistics(cache.getName(), on);
  }

  private void clearCounts() {
    if (counting) {
      try {
        BEANS.invoke(statistics, "clear", null, null);
      } catch (JMException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** One more listener; or, when there are enough, the oldest goes. */
  private void listen(Step step) {
    if (joined.size() == MOST_LISTENERS) {
      cache.deregisterCacheEntryListener(joined.remove());
    } else {
      CacheEntryListenerConfiguration<Integer, Object> added =
          user.registration(step.ear(listenersMade++));
      joined.add(added);
      cache.registerCacheEntryListener(added);
    }
  }

  /** The counts of the statistics bean, while there is one. */
  List<Long> counts() {
    return counting ? attributes(COUNTS) : List.of();
  }

  long evictions() {
    return counting ? attributes("CacheEvictions").get(0) : 0;
  }

  private List<Long> attributes(String... names) {
    try {
      return BEANS.getAttributes(statistics, names).asList().stream()
          .map(Attribute::getValue)
          .map(Long.class::cast)
          .toList();
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  /** Which keys are there. */
  List<Integer> present() {
    List<Integer> present = new ArrayList<>();
    for (int key = 0; key < Setup.KEYS; key++) {
      if (cache.containsKey(key)) {
        present.add(key);
      }
    }
    return present;
  }
}
