package dev.larder;

import java.io.Serializable;

/** A key or value that can be changed, so that a cache by value has to copy it. Equal to others with the same text. */
final class Name implements Serializable {
  private static final long serialVersionUID = 1;

  String text;

  Name(String text) {
    this.text = text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && name.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
