package dev.larder.internal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;

final class InvocationResultTest {
  @Test
  void aResultIsGivenTimeAndAgain() {
    InvocationResult<String> result = InvocationResult.of("result");
    assertThat(result.get()).isEqualTo("result");
    assertThat(result.get()).isEqualTo("result");
  }

  @Test
  void anExceptionOfTheProcessorIsKept() {
    EntryProcessorException thrown = new EntryProcessorException("no");
    InvocationResult<String> result = InvocationResult.failed(thrown);
    assertThatThrownBy(result::get).isSameAs(thrown);
    assertThatThrownBy(result::get).isSameAs(thrown);
  }

  @Test
  void aFailureOfTheCacheIsKept() {
    CacheWriterException thrown = new CacheWriterException("no");
    assertThatThrownBy(InvocationResult.failed(thrown)::get).isSameAs(thrown);
  }

  @Test
  void anyOtherExceptionIsWrapped() {
    RuntimeException thrown = new IllegalStateException("no");
    assertThatThrownBy(InvocationResult.failed(thrown)::get)
        .isExactlyInstanceOf(EntryProcessorException.class)
        .hasCause(thrown);
  }
}
