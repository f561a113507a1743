package dev.larder.model;

import java.io.Serializable;
import java.util.Objects;

/** A value that can be changed. */
final class Box implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int SPOILT = -99;

  private int number;

  private Box(int number) {
    this.number = number;
  }

  /** The value that stands for a number. */
  static Object value(int number, boolean mutable) {
    return mutable ? new Box(number) : (Object) number;
  }

  /** The number that a value stands for. */
  static int number(Object value) {
    return value instanceof Box box ? box.number : (Integer) value;
  }

  /** What a careless user does with an object that is theirs. */
  static void spoil(Object value) {
    if (value instanceof Box box) {
      box.number = SPOILT;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Box box && box.number == number;
  }

  @Override
  public int hashCode() {
    return Objects.hash(number);
  }
}
