package dev.larder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BasketTest {
  private static final Sale BREAD = new Sale(1, 7, 100, 3, 0);
  private static final Sale BUTTER = new Sale(1, 7, 101, 3, 0);
  private static final Sale NEIGHBOURS_BREAD = new Sale(1, 8, 100, 3, 0);
  private static final Sale NEXT_DAYS_BREAD = new Sale(2, 7, 100, 3, 0);
  private static final Sale BREAD_ELSEWHERE = new Sale(1, 7, 100, 4, 0);

  @Test
  void whatACustomerBuysInOneStoreOnOneDayIsOneBasket() {
    assertThat(Basket.group(List.of(BREAD, BUTTER)))
        .containsExactly(new Basket(List.of(BREAD, BUTTER)));
  }

  @Test
  void anotherCustomerDayOrStoreBeginsANewBasket() {
    assertThat(Basket.group(List.of(NEIGHBOURS_BREAD, BREAD, BREAD_ELSEWHERE, NEXT_DAYS_BREAD)))
        .extracting(Basket::sales)
        .containsExactly(
            List.of(NEIGHBOURS_BREAD),
            List.of(BREAD),
            List.of(BREAD_ELSEWHERE),
            List.of(NEXT_DAYS_BREAD));
  }
}
