package dev.larder.internal.cache;

import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;

/** The invocations of a cache with a tier: when another JVM came between, the processor is called once more. */
final class TieredInvocations<K, V> extends Invocations<K, V> {
  TieredInvocations(Contents<K, V> contents) {
    super(contents);
  }

  @Override
  <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, @Nullable Object... arguments) {
    while (true) {
      try {
        return super.invoke(key, processor, arguments);
      } catch (TierConflict again) {
        Thread.onSpinWait();
      }
    }
  }
}
