package dev.larder.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.EffectiveSetting;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class ConsoleOptionsTest {
  private static final String TOKEN = "sixteen letters!";

  private static ConsoleOptions said(Map<String, String> settings) {
    return ConsoleOptions.of(settings.entrySet().stream()
        .map(entry -> new EffectiveSetting(entry.getKey(), entry.getValue(), "larder.conf, line 1"))
        .toList());
  }

  @Test
  void nothingSaidIsThisMachineAloneAndNothingCanBeChanged() {
    ConsoleOptions options = ConsoleOptions.of(List.of());
    assertThat(options).isEqualTo(ConsoleOptions.DEFAULT);
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.actions()).isFalse();
    assertThat(options.keys()).isFalse();
  }

  @Test
  void allKeysAreUnderstood() {
    ConsoleOptions options = said(Map.of(
        "enabled", "true",
        "host", "0.0.0.0",
        "port", "8080",
        "token", TOKEN,
        "allowed-hosts", "Caches.example, other.example",
        "allow-actions", "true",
        "show-keys", "true"));
    assertThat(options)
        .isEqualTo(ConsoleOptions.DEFAULT
            .withHost("0.0.0.0", TOKEN)
            .withPort(8080)
            .withAllowedHosts("caches.example", "other.example")
            .withActions(true)
            .withKeys(true));
  }

  @Test
  void anAddressThatOthersReachNeedsAToken() {
    assertThatThrownBy(() -> said(Map.of("host", "0.0.0.0")))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("host = 0.0.0.0")
        .hasMessageContaining("needs a token");
  }

  @Test
  void aShortTokenIsRefusedAndNotPrinted() {
    assertThatThrownBy(() -> said(Map.of("token", "secret")))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("it has 6 characters")
        .hasMessageNotContaining("secret");
    assertThat(ConsoleOptions.DEFAULT.withToken(TOKEN).toString()).doesNotContain(TOKEN);
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    assertThatThrownBy(() -> said(Map.of("port", "many")))
        .hasMessageContaining("larder.conf, line 1 = many: write a number");
    assertThatThrownBy(() -> said(Map.of("port", "70000"))).hasMessageContaining("port = 70000");
    assertThatThrownBy(() -> said(Map.of("show-keys", "yes")))
        .hasMessageContaining("larder.conf, line 1 = yes: write true or false");
    assertThatThrownBy(() -> said(Map.of("prot", "1")))
        .hasMessageContaining("unknown key prot")
        .hasMessageContaining("port");
  }
}
