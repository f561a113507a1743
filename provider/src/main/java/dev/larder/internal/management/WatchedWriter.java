package dev.larder.internal.management;

import java.util.Collection;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;

/** A writer that is watched. */
record WatchedWriter<K, V>(CacheWriter<K, V> writer, UserCode code) implements CacheWriter<K, V> {
  private static final String ROLE = "writer";

  @Override
  public void write(Cache.Entry<? extends K, ? extends V> entry) {
    code.run(ROLE, writer, () -> writer.write(entry));
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
    code.run(ROLE, writer, () -> writer.writeAll(entries));
  }

  @Override
  public void delete(Object key) {
    code.run(ROLE, writer, () -> writer.delete(key));
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    code.run(ROLE, writer, () -> writer.deleteAll(keys));
  }
}
