package dev.larder;

import java.util.concurrent.atomic.AtomicBoolean;

/** A registration that is taken away once, however often it is closed. */
final class Once implements Registration {
  private final Runnable ending;
  private final AtomicBoolean closed = new AtomicBoolean();

  Once(Runnable ending) {
    this.ending = ending;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      ending.run();
    }
  }
}
