package dev.larder.demo;

/** One row of FoodMart's sales: who bought what, where, under which promotion, on which day (a running number). */
record Sale(int day, int customerId, int productId, int storeId, int promotionId) {}
