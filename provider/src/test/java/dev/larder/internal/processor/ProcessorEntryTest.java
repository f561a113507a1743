package dev.larder.internal.processor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessorEntryTest {
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();

  private ProcessorEntry<String, StringBuilder> entry(
      @Nullable Object kept, Function<String, @Nullable Object> loader) {
    return new ProcessorEntry<>("key", kept, this::read, loader);
  }

  private StringBuilder read(Object kept) {
    reads.incrementAndGet();
    return new StringBuilder(kept.toString());
  }

  private ProcessorEntry<String, StringBuilder> present() {
    return entry("kept", key -> {
      throw new AssertionError("a present entry needs no loader");
    });
  }

  private ProcessorEntry<String, StringBuilder> absent() {
    return entry(null, key -> null);
  }

  private ProcessorEntry<String, StringBuilder> loadable() {
    return entry(null, key -> {
      loads.incrementAndGet();
      return "loaded";
    });
  }

  private ProcessorEntry<String, StringBuilder> named(String start) {
    return switch (start) {
      case "present" -> present();
      case "absent" -> absent();
      case "loadable" -> loadable();
      default -> throw new IllegalArgumentException(start);
    };
  }

  private static void apply(String step, MutableEntry<String, StringBuilder> entry) {
    switch (step) {
      case "exists" -> entry.exists();
      case "get" -> entry.getValue();
      case "set" -> entry.setValue(new StringBuilder("set"));
      case "remove" -> entry.remove();
      default -> throw new IllegalArgumentException(step);
    }
  }

  private static Net netOf(ProcessorEntry<String, StringBuilder> entry, String steps) {
    entry.process((mutable, arguments) -> {
      for (String step : steps.split(" ", -1)) {
        apply(step, mutable);
      }
      return null;
    });
    return entry.net();
  }

  @ParameterizedTest
  @CsvSource({
    "present,  exists,                NONE",
    "present,  get,                   ACCESSED",
    "present,  get get,               ACCESSED",
    "present,  set,                   UPDATED",
    "present,  set set,               UPDATED",
    "present,  get set,               UPDATED",
    "present,  set get,               UPDATED",
    "present,  remove,                REMOVED",
    "present,  get remove,            REMOVED",
    "present,  set remove,            REMOVED",
    "present,  remove remove,         REMOVED",
    "present,  remove get,            REMOVED",
    "present,  remove set,            UPDATED",
    "present,  remove set remove,     REMOVED",
    "absent,   exists,                NONE",
    "absent,   get,                   NONE",
    "absent,   get get,               NONE",
    "absent,   set,                   CREATED",
    "absent,   get set,               CREATED",
    "absent,   set get,               CREATED",
    "absent,   set set,               CREATED",
    "absent,   remove,                REMOVED",
    "absent,   get remove,            REMOVED",
    "absent,   set remove,            NONE",
    "absent,   set set remove,        NONE",
    "absent,   get set remove,        NONE",
    "absent,   set remove get,        NONE",
    "absent,   set remove set,        CREATED",
    "absent,   set remove set remove, NONE",
    "absent,   set remove remove,     REMOVED",
    "absent,   remove get,            REMOVED",
    "absent,   remove set,            CREATED",
    "absent,   remove set remove,     REMOVED",
    "loadable, exists,                NONE",
    "loadable, get,                   LOADED",
    "loadable, get get,               LOADED",
    "loadable, get set,               CREATED",
    "loadable, get remove,            REMOVED",
    "loadable, get set remove,        REMOVED",
    "loadable, set,                   CREATED",
    "loadable, set get,               CREATED",
    "loadable, set remove,            NONE",
    "loadable, set remove get,        NONE",
    "loadable, remove,                REMOVED",
    "loadable, remove get,            REMOVED"
  })
  void aSequenceOfStepsComesDownToOneNetEffect(String start, String steps, Net expected) {
    assertThat(netOf(named(start), steps)).isEqualTo(expected);
  }

  @Test
  void aPresentEntryExistsAndHasItsValue() {
    assertThat(present().exists()).isTrue();
    assertThat(present().getValue()).hasToString("kept");
    assertThat(present().existed()).isTrue();
  }

  @Test
  void anAbsentEntryDoesNotExistAndHasNone() {
    assertThat(absent().exists()).isFalse();
    assertThat(absent().getValue()).isNull();
    assertThat(absent().existed()).isFalse();
  }

  @Test
  void theKeyIsTheKey() {
    assertThat(absent().getKey()).isEqualTo("key");
  }

  @Test
  void askingWhetherItExistsDoesNotLoad() {
    assertThat(loadable().exists()).isFalse();
    assertThat(loads).hasValue(0);
  }

  @Test
  void readingAnAbsentEntryLoadsItOnce() {
    ProcessorEntry<String, StringBuilder> entry = loadable();
    assertThat(entry.getValue()).hasToString("loaded");
    assertThat(entry.getValue()).hasToString("loaded");
    assertThat(entry.exists()).isTrue();
    assertThat(loads).hasValue(1);
  }

  @Test
  void aLoaderThatHasNothingIsNotAskedAgain() {
    ProcessorEntry<String, StringBuilder> entry = entry(null, key -> {
      loads.incrementAndGet();
      return null;
    });
    assertThat(entry.getValue()).isNull();
    assertThat(entry.getValue()).isNull();
    assertThat(loads).hasValue(1);
  }

  @Test
  void aLoaderThatFailedIsAskedAgain() {
    ProcessorEntry<String, StringBuilder> entry = entry(null, key -> {
      if (loads.incrementAndGet() == 1) {
        throw new CacheLoaderException("no");
      }
      return "loaded";
    });
    assertThatThrownBy(entry::getValue).isInstanceOf(CacheLoaderException.class);
    assertThat(entry.net()).isEqualTo(Net.NONE);
    assertThat(entry.getValue()).hasToString("loaded");
  }

  @Test
  void whatWasSetIsNotLoaded() {
    ProcessorEntry<String, StringBuilder> entry = loadable();
    entry.setValue(new StringBuilder("set"));
    assertThat(entry.getValue()).hasToString("set");
    assertThat(loads).hasValue(0);
  }

  @Test
  void whatWasRemovedIsNotLoadedBack() {
    ProcessorEntry<String, StringBuilder> entry = loadable();
    entry.remove();
    assertThat(entry.getValue()).isNull();
    assertThat(entry.exists()).isFalse();
    assertThat(loads).hasValue(0);
  }

  @Test
  void theProcessorSeesItsOwnChanges() {
    ProcessorEntry<String, StringBuilder> entry = present();
    entry.remove();
    assertThat(entry.exists()).isFalse();
    assertThat(entry.getValue()).isNull();
    entry.setValue(new StringBuilder("set"));
    assertThat(entry.exists()).isTrue();
    assertThat(entry.getValue()).hasToString("set");
  }

  @Test
  void theValueIsReadOnceAndOnlyWhenAsked() {
    ProcessorEntry<String, StringBuilder> entry = present();
    entry.exists();
    assertThat(reads).hasValue(0);
    assertThat(entry.getValue()).isSameAs(entry.getValue());
    assertThat(reads).hasValue(1);
  }

  @Test
  void changingALoadedValueDoesNotChangeWhatIsKept() {
    ProcessorEntry<String, StringBuilder> entry = loadable();
    requireNonNull(entry.getValue()).append('!');
    assertThat(entry.loaded()).isEqualTo("loaded");
  }

  @Test
  void whatIsWrittenIsWhatWasSetLast() {
    StringBuilder last = new StringBuilder("last");
    ProcessorEntry<String, StringBuilder> entry = present();
    entry.setValue(new StringBuilder("first"));
    entry.setValue(last);
    assertThat(entry.written()).isSameAs(last);
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void nullIsRefusedAndChangesNothing() {
    ProcessorEntry<String, StringBuilder> entry = absent();
    assertThatNullPointerException().isThrownBy(() -> entry.setValue(null)).withMessage("value");
    assertThat(entry.net()).isEqualTo(Net.NONE);
  }

  @Test
  void theProcessorGetsItsArgumentsAndGivesTheResult() {
    Object result = absent().process((entry, arguments) -> arguments[0], "argument");
    assertThat(result).isEqualTo("argument");
  }

  @Test
  void anExceptionOfTheProcessorIsWrapped() {
    RuntimeException thrown = new CacheException("no");
    assertThatThrownBy(() -> absent().process((entry, arguments) -> {
          throw thrown;
        }))
        .isExactlyInstanceOf(EntryProcessorException.class)
        .hasCause(thrown);
  }

  @Test
  void aProcessorsOwnEntryProcessorExceptionComesOutAsItIs() {
    EntryProcessorException thrown = new EntryProcessorException("no");
    assertThatThrownBy(() -> absent().process((entry, arguments) -> {
          throw thrown;
        }))
        .isSameAs(thrown);
  }

  @Test
  void anErrorOfTheProcessorComesOutAsItIs() {
    Error thrown = new AssertionError("no");
    assertThatThrownBy(() -> absent().process((entry, arguments) -> {
          throw thrown;
        }))
        .isSameAs(thrown);
  }

  @Test
  void afterTheInvocationTheEntryIsOfNoMoreUse() {
    AtomicReference<@Nullable MutableEntry<String, StringBuilder>> kept = new AtomicReference<>();
    present().process((entry, arguments) -> {
      kept.set(entry);
      return null;
    });
    MutableEntry<String, StringBuilder> entry = requireNonNull(kept.get());
    assertThatIllegalStateException().isThrownBy(entry::getKey);
    assertThatIllegalStateException().isThrownBy(entry::exists);
    assertThatIllegalStateException().isThrownBy(entry::getValue);
    assertThatIllegalStateException().isThrownBy(entry::remove);
    assertThatIllegalStateException()
        .isThrownBy(() -> entry.setValue(new StringBuilder("late")))
        .withMessageContaining("use its entry only while it runs");
  }

  @Test
  void itUnwrapsToWhatItIsAndToNothingElse() {
    ProcessorEntry<String, StringBuilder> entry = present();
    assertThat((Object) entry.unwrap(MutableEntry.class)).isSameAs(entry);
    assertThat((Object) entry.unwrap(Cache.Entry.class)).isSameAs(entry);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> entry.unwrap(String.class))
        .withMessageContaining("java.lang.String");
  }
}
