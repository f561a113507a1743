package dev.larder.internal.redis;

import dev.larder.tier.TierCursor;
import dev.larder.tier.TierEntry;
import dev.larder.tier.TierKey;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A walk by SCAN: what is there all the time is met at least once, sometimes twice. */
final class RedisCursor implements TierCursor {
  /** Where a scan begins. */
  static final String START = "0";

  private final Source source;
  private @Nullable String next = START;
  private Iterator<Map.Entry<TierKey, TierEntry>> page = Collections.emptyIterator();
  private Map.@Nullable Entry<TierKey, TierEntry> current;

  RedisCursor(Source source) {
    this.source = source;
  }

  @Override
  public boolean advance() {
    while (!page.hasNext()) {
      if (next == null) {
        current = null;
        return false;
      }
      Page read = source.page(next);
      next = read.next();
      page = read.entries().entrySet().iterator();
    }
    current = page.next();
    return true;
  }

  @Override
  public TierKey key() {
    return here().getKey();
  }

  @Override
  public TierEntry entry() {
    return here().getValue();
  }

  private Map.Entry<TierKey, TierEntry> here() {
    if (current == null) {
      throw new NoSuchElementException(
          "the walk is not at an entry; call advance() first, and look at what it returns");
    }
    return current;
  }

  @Override
  public void close() {
    next = null;
    page = Collections.emptyIterator();
    current = null;
  }

  /** Where pages come from. */
  interface Source {
    Page page(String cursor);
  }

  /**
   * Some entries.
   *
   * @param next where the next ones are, or null
   */
  record Page(Map<TierKey, TierEntry> entries, @Nullable String next) {
    static final Page NONE = last(Map.of());

    static Page last(Map<TierKey, TierEntry> entries) {
      return new Page(entries, null);
    }
  }
}
