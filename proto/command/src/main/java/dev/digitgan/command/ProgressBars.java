package dev.digitgan.command;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Bars on the stderr of a person who sits before this process; see {@link Terminal}. A program that
 * shows them brings the library that draws them.
 */
public final class ProgressBars {
  private static final int UPDATE_MILLIS = 250;

  private ProgressBars() {}

  /** The bar of a task as a whole, with the time that it has left. */
  public static ProgressBar whole(String task, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  /** The bar of one of many equal parts of a task: how long it takes is known from the others. */
  public static ProgressBar part(String task, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        .hideEta()
        .build();
  }
}
