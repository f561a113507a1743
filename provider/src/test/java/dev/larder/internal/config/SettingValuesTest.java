package dev.larder.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What values the keys take. */
class SettingValuesTest {
  @ParameterizedTest
  @CsvSource({
    "1ns, PT0.000000001S",
    "1500us, PT0.0015S",
    "250 ms, PT0.25S",
    "1.5s, PT1.5S",
    "10m, PT10M",
    "2h, PT2H",
    "7d, PT168H",
    "PT1M30S, PT1M30S"
  })
  void timesHaveAUnit(String written, Duration meant) {
    assertThat(Settings.TIME_TO_LIVE.read(written)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10",
        "0s",
        "-1s",
        "10 parsecs",
        "",
        "s",
        "P1X",
        "PT0S",
        "eternal",
        "1e3s",
        "99999999999999d"
      })
  void anythingElseIsNoTime(String written) {
    assertThat(Settings.TIME_TO_LIVE.read(written)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1ms, PT0.001S", "2500us, PT0.0025S", "10ms, PT0.01S", "1s, PT1S", "PT0.5S, PT0.5S"})
  void aResolutionIsATimeToo(String written, Duration meant) {
    assertThat(Settings.TIME_RESOLUTION.read(written)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "-1ms", "999us", "1001ms", "1m", "10", "exact", ""})
  void oneBelowAMillisecondOrAboveASecondIsNone(String written) {
    assertThat(Settings.TIME_RESOLUTION.read(written)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "1kB, 1000",
    "64MB, 64000000",
    "1GiB, 1073741824",
    "1.5 KiB, 1536",
    "10b, 10"
  })
  void weightsMayBeBytes(String written, long meant) {
    assertThat(Settings.MAXIMUM_WEIGHT.read(written)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "5 stones", "0MB", "unbounded", "9999999999999GB"})
  void anythingElseIsNoWeight(String written) {
    assertThat(Settings.MAXIMUM_WEIGHT.read(written)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"10%, 0.1", "0.25, 0.25", "0, 0", "90%, 0.9", "2.5 %, 0.025"})
  void jitterIsAShare(String written, double meant) {
    assertThat(Settings.JITTER.read(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"91%", "1", "-1%", "some", "%"})
  void anythingElseIsNoShare(String written) {
    assertThat(Settings.JITTER.read(written)).isNull();
  }

  @Test
  void m8_anUnknownPolicyIsRefusedNamingThoseThereAre() {
    assertThat(Settings.POLICY.read("tiny-lfu")).isEqualTo(Policy.TINY_LFU);
    assertThatThrownBy(() -> Settings.POLICY.checked("lrru"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("policy = lrru: write one of tiny-lfu, lru, mru, lfu, fifo, lifo, random");
  }

  @Test
  void whatIsShownCanBeWritten() {
    for (String time : new String[] {"1ns", "1500us", "250ms", "90s", "10m", "2h", "7d"}) {
      var read = Settings.TIME_TO_LIVE.checked(time);
      assertThat(Settings.TIME_TO_LIVE.type().show(read)).isEqualTo(time);
    }
    assertThat(Settings.JITTER.type().show(0.125)).isEqualTo("12.5%");
    assertThat(Settings.MAXIMUM_SIZE.type().show(LarderConf.UNBOUNDED)).isEqualTo("unbounded");
  }

  @Test
  void everySettingTakesItsOwnDefaultBack() {
    for (Setting<?> setting : Settings.all()) {
      assertThat(setting.read(setting.builtIn())).as(setting.key()).isEqualTo(setting.builtIn());
    }
  }
}
