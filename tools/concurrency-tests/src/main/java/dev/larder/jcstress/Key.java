package dev.larder.jcstress;

/** A key that collides with all others. */
record Key(int number) {
  @Override
  public int hashCode() {
    return 7;
  }
}
