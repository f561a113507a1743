package dev.larder.internal.cache;

import dev.larder.internal.core.Shadow;
import dev.larder.internal.core.StripedTable;
import dev.larder.internal.management.Accesses;

/** Hands what is counted on to the table's shadow. */
record ShadowedAccesses<K>(StripedTable<K, Object> table, Shadow shadow) implements Accesses {
  @Override
  @SuppressWarnings("unchecked") // a key that was looked up in this table
  public int hash(Object key) {
    return table.hash((K) key);
  }

  @Override
  public void hit(int hash) {
    shadow.hit(hash);
  }

  @Override
  public void missed(int hash) {
    shadow.missed(hash);
  }

  @Override
  public void stored(int hash, boolean replaced) {
    shadow.stored(hash, replaced);
  }

  @Override
  public void removed(int hash) {
    shadow.removed(hash);
  }

  @Override
  public void follow(boolean wanted) {
    shadow.follow(wanted);
  }
}
