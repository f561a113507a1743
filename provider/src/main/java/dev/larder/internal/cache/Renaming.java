package dev.larder.internal.cache;

import dev.larder.internal.core.Deadlines;
import dev.larder.internal.core.Hold;
import dev.larder.internal.integration.WriterEntry;
import java.util.List;

/** Moves an entry to another key while both are held. To a writer it is a write and a delete, to listeners an entry that comes and one that goes. */
final class Renaming<K, V> {
  private final Contents<K, V> contents;

  Renaming(Contents<K, V> contents) {
    this.contents = contents;
  }

  /** Returns false, having done nothing, when there is no live entry. */
  boolean rename(K from, K to) {
    if (from.equals(to)) {
      contents.bringUp(from);
      return contents.table().peek(from) != null;
    }
    List<Hold<K, Object>> holds = contents.acquireAll(List.of(from, to));
    try {
      Commits<K, V> commits = Commits.insisting(contents);
      holds.forEach(commits::expired);
      Hold<K, Object> source = holds.get(holds.get(0).key().equals(from) ? 0 : 1);
      Hold<K, Object> target = holds.get(source == holds.get(0) ? 1 : 0);
      return move(commits, source, target);
    } finally {
      contents.table().holds().releaseAll(holds);
    }
  }

  private boolean move(Commits<K, V> commits, Hold<K, Object> source, Hold<K, Object> target) {
    Object stored = source.live();
    long remaining = new Deadlines<>(contents.table()).remaining(source.key());
    if (stored == null || remaining == Deadlines.ABSENT) {
      return false;
    }
    contents
        .writer()
        .write(new WriterEntry<>(contents.keyFor(target), contents.values().read(stored)));
    contents.writer().delete(contents.keyFor(source));
    FirstFailure failures = new FirstFailure();
    failures.attempt(() -> Commits.insisting(contents.lasting(remaining)).put(target, stored));
    failures.attempt(() -> commits.remove(source));
    failures.throwIfAny();
    return true;
  }
}
