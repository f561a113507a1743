package dev.larder.it.osgi.app;

import java.io.Serializable;

/** A value that has to be copied: only the application's bundle knows its class. */
class Order implements Serializable {
  private static final long serialVersionUID = 1L;

  int pieces;

  Order(int pieces) {
    this.pieces = pieces;
  }
}
