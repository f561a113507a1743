package shop;

import javax.cache.Cache;
import javax.cache.Caching;

public final class FirstCache {
  public static void main(String[] args) {
    Cache<String, Integer> stock = Caching.getCachingProvider()
        .getCacheManager()
        .getCache("stock", String.class, Integer.class);
    stock.put("apples", 3);
    System.out.println("apples: " + stock.get("apples"));
  }
}
