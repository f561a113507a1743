package dev.larder.internal.core;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** Any row leaves, each with the same chance. Not thread-safe: the stripe's lock guards it. */
final class RandomPolicy implements EvictionPolicy {
  private final Rows rows;
  private final SplittableRandom random;

  /** The rows that weigh anything, without gaps, in no order. */
  private int[] drawn = new int[0];

  /** Where in {@link #drawn} a row is, plus one; 0 for one that weighs nothing. */
  private int[] places = new int[0];

  private int size;

  /** Chosen, and kept until it leaves, so that whoever looks who is next gets what then happens. */
  private int next = NONE;

  RandomPolicy(Rows rows, int seed) {
    this.rows = rows;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void ensureRows(int count) {
    if (places.length < count) {
      places = Arrays.copyOf(places, count);
      drawn = Arrays.copyOf(drawn, count);
    }
  }

  @Override
  public void inserted(int row) {
    if (rows.weightOf(row) != 0) {
      add(row);
    }
  }

  private void add(int row) {
    drawn[size++] = row;
    places[row] = size;
  }

  @Override
  public void accessed(int row, int times) {}

  @Override
  public void reweighed(int row, int newWeight) {
    boolean isDrawn = places[row] != 0;
    if (isDrawn && newWeight == 0) {
      removed(row);
    } else if (!isDrawn && newWeight != 0) {
      add(row);
    }
  }

  @Override
  public void removed(int row) {
    int place = places[row];
    if (place != 0) {
      int last = drawn[--size];
      drawn[place - 1] = last;
      places[last] = place;
      places[row] = 0;
    }
    if (row == next) {
      next = NONE;
    }
  }

  @Override
  public int victim() {
    if (next == NONE && size > 0) {
      next = drawn[random.nextInt(size)];
    }
    return next;
  }

  @Override
  public void inOrderOfLeaving(IntConsumer each) {
    for (int i = 0; i < size; i++) {
      each.accept(drawn[i]);
    }
  }

  @Override
  public void cleared() {
    size = 0;
    next = NONE;
    drawn = new int[0];
    places = new int[0];
  }

  @Override
  public void check(int expectedRows) {
    RowTable.require(size <= expectedRows, size + " rows are drawn, " + expectedRows + " in use");
    for (int i = 0; i < size; i++) {
      RowTable.require(places[drawn[i]] == i + 1, "a row is not where it says");
      RowTable.require(rows.weightOf(drawn[i]) > 0, "a weightless row may be drawn");
    }
  }
}
