package dev.larder.docs;

import java.util.function.UnaryOperator;

/** Copies arrays of numbers. */
public final class Copies implements UnaryOperator<Object> {
  @Override
  public Object apply(Object original) {
    return ((int[]) original).clone();
  }
}
