package dev.larder.internal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  private static RedisAddress address(String text) {
    return RedisAddress.of(text, Optional.empty(), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://cache.example:6379/2",
        "rediss://cache.example",
        "redis-sentinel://one:26379,two:26379/0#orders",
        "rediss-sentinel://one:26379/0#orders"
      })
  void itIsShownAsItWasWritten(String text) {
    assertThat(address(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:s3cret@cache.example:6379/2",
        "redis://alice:s3cret@cache.example:6379/2",
        "redis-sentinel://s3cret@one:26379,two:26379/0#orders"
      })
  void itIsShownWithoutUserAndPassword(String text) {
    assertThat(address(text).toString()).contains("***@").doesNotContain("s3cret", "alice");
  }

  @Test
  void userAndPasswordMayStandBeside() {
    var credentials = RedisAddress.of(
            "redis://cache.example", Optional.of("alice"), Optional.of("s3cret"))
        .uri()
        .getCredentialsProvider()
        .resolveCredentials()
        .block();
    assertThat(credentials).isNotNull();
    assertThat(credentials.getUsername()).isEqualTo("alice");
    assertThat(credentials.getPassword()).containsExactly("s3cret".toCharArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://:s3cret@cache.example | no address of a Redis server",
        "cache.example:6379           | no address of a Redis server",
        "redis-cluster://:s3cret@a:1  | Redis Cluster is not supported",
        "redis://:s3cret@             | cannot be read as an address",
        "redis://:s3cret@host:port    | cannot be read as an address",
        "redis://:s3c@ret@host:port   | cannot be read as an address",
        "redis://:s3/cret@host:6379   | cannot be read as an address",
        "redis-sentinel://:s3cret@a:1 | cannot be read as an address",
        "redis-socket:///run/redis    | no address of a Redis server"
      })
  void whatIsNoneIsRefusedWithTheRemedyAndWithoutThePassword(String text, String problem) {
    assertThatThrownBy(() -> address(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("redis://host:6379/0")
        .hasNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3c", "cret"));
  }
}
