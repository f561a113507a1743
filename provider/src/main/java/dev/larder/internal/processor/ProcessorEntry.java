package dev.larder.internal.processor;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry during one invocation. It shows the processor its own changes at once and the cache none: what they come down to is {@link
 * #net()}, read when the processor is done.
 *
 * <pre>
 *   state        getValue             setValue   remove
 *   ── an entry is there ─────────────────────────────────────
 *   NONE         ACCESSED             UPDATED    REMOVED
 *   ACCESSED     ACCESSED             UPDATED    REMOVED
 *   UPDATED      UPDATED              UPDATED    REMOVED
 *   REMOVED      REMOVED, null        UPDATED    REMOVED
 *   ── none is there ─────────────────────────────────────────
 *   NONE         LOADED if there is   CREATED    REMOVED
 *                one to load, else
 *                NONE, null
 *   LOADED       LOADED               CREATED    REMOVED
 *   CREATED      CREATED              CREATED    NONE; or REMOVED, if loaded or removed before
 *   REMOVED      REMOVED, null        CREATED    REMOVED
 * </pre>
 *
 * What the front does for each (h hit, m miss, p put, r removal; x: depends on {@link #existed()}):
 *
 * <pre>
 *   net        writer   loader   table            event     statistics     expiry policy
 *   NONE       -        -        -                -         h or m (x)     -
 *   ACCESSED   -        -        -                -         h              access
 *   LOADED     -        called   put loaded()     CREATED   m              creation
 *   CREATED    write    -        put written()    CREATED   m p            creation
 *   UPDATED    write    -        put written()    UPDATED   h p            update
 *   REMOVED    delete   -        remove if (x)    REMOVED   h r (x), or m  -
 *                                                 if (x)
 * </pre>
 *
 * <p>So one invocation is one write or one delete at most. A new entry that is set and removed again calls no writer, as JCache has it;
 * a key that was loaded, or removed before it was set, does: the store below has it, or may have it. (The reference implementation
 * forgets that delete.) The loader is asked once, unless it throws; after a remove it is not asked, since it would bring back what is
 * just being deleted. {@code exists()} neither loads nor counts as access.
 *
 * <p>For the thread that runs the processor; when that has ended, the processor's copy of the reference is of no more use.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
public final class ProcessorEntry<K, V> implements MutableEntry<K, V> {
  private final K key;
  private final @Nullable Object kept;
  private final Function<Object, V> readValue;
  private final Function<? super K, ? extends @Nullable Object> loader;

  private Net net = Net.NONE;

  /** What the processor sees as the value; null while it has not been looked for, and when there is none. */
  private @Nullable V value;

  private @Nullable Object loaded;

  /** The loader has been asked, or must not be. */
  private boolean loadingIsOver;

  /** The store below has, or may have, the key, though the cache has not. */
  private boolean isKnownBelow;

  private boolean ended;

  /**
   * Makes the entry for one invocation.
   *
   * @param key what the processor sees as the key
   * @param kept the live value as the cache keeps it; null if there is none
   * @param readValue makes the processor's own value of one as the cache keeps it
   * @param loader gives the value, as the cache would keep it, or null; always null without read-through. What it throws comes out of
   *     {@link #getValue()}
   */
  public ProcessorEntry(
      K key,
      @Nullable Object kept,
      Function<Object, V> readValue,
      Function<? super K, ? extends @Nullable Object> loader) {
    this.key = key;
    this.kept = kept;
    this.readValue = readValue;
    this.loader = loader;
  }

  /**
   * Runs the processor on this entry, which can be used by it no longer afterwards.
   *
   * @return what it returns
   * @throws EntryProcessorException if it throws an exception: its own, if it is one, else with it as the cause. An Error comes out as it
   *     is
   */
  public <T> @Nullable T process(EntryProcessor<K, V, T> processor, @Nullable Object... arguments) {
    try {
      return processor.process(this, arguments);
    } catch (EntryProcessorException e) {
      throw e;
    } catch (Exception e) {
      throw new EntryProcessorException(e);
    } finally {
      ended = true;
    }
  }

  /** What the invocation comes down to; the final word once {@link #process} has returned. If that throws, it counts for nothing. */
  public Net net() {
    return net;
  }

  /** Whether there was an entry when the invocation began. */
  public boolean existed() {
    return kept != null;
  }

  /** What the processor has set; there for CREATED and UPDATED. Not yet copied. */
  public V written() {
    return requireNonNull(value, "nothing was written");
  }

  /** What the loader has brought, as the cache keeps it; there for LOADED. */
  public Object loaded() {
    return requireNonNull(loaded, "nothing was loaded");
  }

  @Override
  public K getKey() {
    checkInUse();
    return key;
  }

  @Override
  public boolean exists() {
    checkInUse();
    return net == Net.NONE ? existed() : net != Net.REMOVED;
  }

  @Override
  @SuppressWarnings("NullAway") // null says "none"; JCache is not annotated
  public @Nullable V getValue() {
    checkInUse();
    if (net == Net.NONE) {
      find();
    }
    return value;
  }

  private void find() {
    if (kept != null) {
      value = readValue.apply(kept);
      net = Net.ACCESSED;
    } else if (!loadingIsOver) {
      load();
    }
  }

  private void load() {
    Object found = loader.apply(key);
    loadingIsOver = true;
    if (found != null) {
      loaded = found;
      value = readValue.apply(found);
      isKnownBelow = true;
      net = Net.LOADED;
    }
  }

  @Override
  public void setValue(V newValue) {
    checkInUse();
    value = requireNonNull(newValue, "value");
    net = existed() ? Net.UPDATED : Net.CREATED;
  }

  @Override
  public void remove() {
    checkInUse();
    boolean cancelsOut = net == Net.CREATED && !isKnownBelow;
    net = cancelsOut ? Net.NONE : Net.REMOVED;
    isKnownBelow |= !cancelsOut;
    value = null;
    loadingIsOver = true;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (!type.isInstance(this)) {
      throw new IllegalArgumentException("a processor's entry is no " + type.getName()
          + "; unwrap to " + MutableEntry.class.getName());
    }
    return type.cast(this);
  }

  private void checkInUse() {
    if (ended) {
      throw new IllegalStateException(
          "the entry processor has ended; use its entry only while it runs");
    }
  }
}
