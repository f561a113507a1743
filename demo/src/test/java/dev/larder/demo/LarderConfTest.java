package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LarderConfTest {
  @Test
  void aShareOfTheRowsIsRoundedUpSoThatEveryCacheHoldsSomething() {
    assertThat(LarderConf.text(1))
        .contains("\"dev.larder.demo.Customer\" { maximum-size = 103 }")
        .contains("\"dev.larder.demo.Store\" { maximum-size = 1 }");
  }

  @Test
  void atFullSizeEveryRowFits() {
    assertThat(LarderConf.text(CacheChoice.FULL_PERCENT))
        .contains("\"dev.larder.demo.Customer\" { maximum-size = 10281 }")
        .contains("\"dev.larder.demo.Product##NaturalId\" { maximum-size = 1560 }");
  }

  @Test
  void theTimestampsThatKeepQueryResultsTrueAreNeverEvicted() {
    assertThat(LarderConf.text(1))
        .contains("\"default-update-timestamps-region\" { maximum-size = unbounded }");
  }
}
