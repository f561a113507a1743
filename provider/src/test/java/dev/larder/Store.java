package dev.larder;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** A system of record that writes down each call. Before each key that it serves it does what it was told to, such as to throw. */
final class Store implements CacheLoader<String, String>, CacheWriter<String, String> {
  final Map<String, String> rows = new ConcurrentHashMap<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile Consumer<String> before = key -> {};

  /** Reads and writes through to this. */
  MutableConfiguration<String, String> through() {
    return readThrough(writeThrough(new MutableConfiguration<>()));
  }

  MutableConfiguration<String, String> readThrough(MutableConfiguration<String, String> base) {
    return base.setReadThrough(true).setCacheLoaderFactory(() -> this);
  }

  MutableConfiguration<String, String> writeThrough(MutableConfiguration<String, String> base) {
    return base.setWriteThrough(true).setCacheWriterFactory(() -> this);
  }

  @Override
  @SuppressWarnings("NullAway") // JCache is not annotated
  public @Nullable String load(String key) {
    calls.add("load " + key);
    before.accept(key);
    return rows.get(key);
  }

  @Override
  public Map<String, String> loadAll(Iterable<? extends String> keys) {
    calls.add("loadAll " + keys);
    Map<String, String> found = new HashMap<>();
    for (String key : keys) {
      before.accept(key);
      found.put(key, rows.get(key));
    }
    return found;
  }

  @Override
  public void write(Cache.Entry<? extends String, ? extends String> entry) {
    calls.add("write " + entry.getKey() + " " + entry.getValue());
    before.accept(entry.getKey());
    rows.put(entry.getKey(), entry.getValue());
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
    calls.add("writeAll " + entries.size());
    for (var i = entries.iterator(); i.hasNext(); ) {
      var entry = i.next();
      before.accept(entry.getKey());
      rows.put(entry.getKey(), entry.getValue());
      i.remove();
    }
  }

  @Override
  public void delete(Object key) {
    calls.add("delete " + key);
    before.accept((String) key);
    rows.remove(key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    calls.add("deleteAll " + keys.size());
    for (Iterator<?> i = keys.iterator(); i.hasNext(); ) {
      Object key = i.next();
      before.accept((String) key);
      rows.remove(key);
      i.remove();
    }
  }
}
