package dev.larder.replay;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress, on standard error. */
final class Bars {
  private Bars() {}

  static ProgressBar bar(String task, long most) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(most)
        .setUpdateIntervalMillis(500)
        .build();
  }
}
