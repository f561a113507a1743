package dev.larder.lincheck;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How hard Lincheck tries: {@code -Dlarder.lincheck.iterations=100} for half an hour of it. */
final class Effort {
  private static final int ITERATIONS = Integer.getInteger("larder.lincheck.iterations", 3);

  private Effort() {}

  static StressOptions stress() {
    return new StressOptions()
        .iterations(2 * ITERATIONS)
        .invocationsPerIteration(1_000)
        .threads(2)
        .actorsPerThread(4);
  }

  static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .iterations(ITERATIONS)
        .invocationsPerIteration(30)
        .threads(2)
        .actorsPerThread(3);
  }
}
