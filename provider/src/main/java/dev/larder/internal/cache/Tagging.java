package dev.larder.internal.cache;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tags of entries: giving them, and removing all entries that have one. */
public final class Tagging<K, V> {
  private final Contents<K, V> contents;
  private final Selections<K, V> selections;
  private final Removals<K, V> removals;
  private final Tags<K> tags;
  private final Runnable requireOpen;

  Tagging(
      Contents<K, V> contents,
      Selections<K, V> selections,
      Removals<K, V> removals,
      Tags<K> tags,
      Runnable requireOpen) {
    this.contents = contents;
    this.selections = selections;
    this.removals = removals;
    this.tags = tags;
    this.requireOpen = requireOpen;
  }

  Tags<K> tags() {
    return tags;
  }

  /**
   * A live entry gets tags; from the first time on the cache tells when entries leave.
   *
   * @param besides keeps those that it has
   * @return whether there is one
   */
  public boolean tag(K key, Collection<String> wanted, boolean besides) {
    requireOpen.run();
    contents.arguments().key(key);
    List<String> checked = List.copyOf(wanted);
    removals.setOwn(tags::removed);
    contents.bringUp(key);
    return tags.set(contents.keys().copy(key), checked, besides);
  }

  /** The tags of an entry. */
  public Set<String> of(K key) {
    requireOpen.run();
    contents.arguments().key(key);
    contents.bringUp(key);
    return contents.table().peek(key) == null ? Set.of() : tags.of(key);
  }

  /** Removes the entries that have the tag; returns how many there were. */
  public int removeAll(String tag) {
    requireOpen.run();
    return selections.removeAll(tags.keys(tag));
  }
}
