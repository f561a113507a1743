package dev.larder;

import java.util.concurrent.CountDownLatch;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a {@code loadAll}. */
final class Completion implements CompletionListener {
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Exception failure;

  @Override
  public void onCompletion() {
    over.countDown();
  }

  @Override
  public void onException(Exception e) {
    failure = e;
    over.countDown();
  }

  Completion await() {
    Hands.await(over);
    return this;
  }

  @Nullable
  Exception failure() {
    return failure;
  }
}
