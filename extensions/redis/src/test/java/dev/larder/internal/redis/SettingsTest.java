package dev.larder.internal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.internal.redis.RedisSettings.OnFailure;
import dev.larder.internal.redis.RedisSettings.Tracking;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String URI = "redis://:s3cret@cache.example";

  @Test
  void anAddressIsEnough() {
    RedisSettings settings = RedisSettings.of(Tiers.settings(URI));
    assertThat(settings.namespace()).isEqualTo("larder");
    assertThat(settings.tracking()).isEqualTo(Tracking.BCAST);
    assertThat(settings.onFailure()).isEqualTo(OnFailure.MISS);
    assertThat(settings.loadLease()).isEmpty();
    assertThat(settings.verifyPeer()).isTrue();
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void allOfItCanBeSaid() {
    RedisSettings settings = RedisSettings.of(Tiers.settings(
        URI,
        "user",
        "alice",
        "password",
        "s3cret",
        "namespace",
        "shop",
        "tracking",
        "optin",
        "timeout",
        "100ms",
        "connect-timeout",
        "1s",
        "near.max-staleness",
        "8s",
        "on-failure",
        "local-only",
        "local-maximum-size",
        "7",
        "load-lease",
        "3s",
        "verify-peer",
        "false"));
    assertThat(settings.namespace()).isEqualTo("shop");
    assertThat(settings.tracking()).isEqualTo(Tracking.OPTIN);
    assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maxStaleness()).isEqualTo(Duration.ofSeconds(8));
    assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.onFailure()).isEqualTo(OnFailure.LOCAL_ONLY);
    assertThat(settings.localMaximumSize()).isEqualTo(7);
    assertThat(settings.loadLease()).contains(Duration.ofSeconds(3));
    assertThat(settings.verifyPeer()).isFalse();
    assertThat(settings.toString()).doesNotContain("s3cret", "alice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uri                | redis-cluster://a | Redis Cluster is not supported",
        "uri                | nowhere           | redis://host:6379/0",
        "tracking           | optout            | bcast, optin",
        "on-failure         | ignore            | miss, fail, local-only",
        "namespac           | shop              | namespace",
        "trust-certificates | none.pem          | PEM",
        "near.max-staleness | 2s                | less than four times the timeout",
        "local-maximum-size | 0                 | from 1 to"
      })
  void whatIsWrongIsRefusedWithPlaceKeyAndRemedy(String key, String text, String remedy) {
    assertThatThrownBy(() -> RedisSettings.of(Tiers.settings(URI, key, text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test.conf: 1: tier." + key)
        .hasMessageContaining(remedy);
  }

  @Test
  void theNamesOfTwoCachesAreNeverMixedUp() {
    assertThat(new CacheKeys("a", "b:c").trackedPrefix()).isEqualTo("larder:a:b%3Ac:");
    assertThat(new CacheKeys("a:b", "c*").trackedPrefix()).isEqualTo("larder:a%3Ab:c%2A:");
    assertThat(new CacheKeys("a", "ä").trackedPrefix()).isEqualTo("larder:a:%C3%A4:");
  }
}
