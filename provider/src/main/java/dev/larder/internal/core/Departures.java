package dev.larder.internal.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What left a stripe while it was locked, to be told to the table's listener when it no longer is. */
final class Departures<K, V> {
  private record Departure<K, V>(K key, V value, RemovalCause cause) {}

  private final List<Departure<K, V>> list = new ArrayList<>(2);

  /** Keys of which the entry was found expired when it had to make room: held until that is reported. */
  private final List<Hold<K, V>> overdue = new ArrayList<>(0);

  static <K, V> Departures<K, V> with(
      @Nullable Departures<K, V> soFar, K key, V value, RemovalCause cause) {
    Departures<K, V> departures = soFar == null ? new Departures<>() : soFar;
    departures.list.add(new Departure<>(key, value, cause));
    return departures;
  }

  static <K, V> Departures<K, V> withOverdue(@Nullable Departures<K, V> soFar, Hold<K, V> hold) {
    Departures<K, V> departures = soFar == null ? new Departures<>() : soFar;
    departures.overdue.add(hold);
    return departures;
  }

  void tell(@Nullable RemovalListener<? super K, ? super V> listener) {
    if (listener != null) {
      for (Departure<K, V> d : list) {
        listener.removed(d.key, d.value, d.cause);
      }
    }
  }

  List<Hold<K, V>> overdue() {
    return overdue;
  }
}
