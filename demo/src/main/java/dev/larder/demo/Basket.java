package dev.larder.demo;

import java.util.ArrayList;
import java.util.List;

/** Sales that follow each other to one customer, in one store, on one day; never empty. */
record Basket(List<Sale> sales) {
  static List<Basket> group(List<Sale> sales) {
    List<Basket> baskets = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= sales.size(); end++) {
      if (end == sales.size() || !isSameBasket(sales.get(start), sales.get(end))) {
        baskets.add(new Basket(sales.subList(start, end)));
        start = end;
      }
    }
    return baskets;
  }

  private static boolean isSameBasket(Sale one, Sale other) {
    return one.customerId() == other.customerId()
        && one.storeId() == other.storeId()
        && one.day() == other.day();
  }
}
