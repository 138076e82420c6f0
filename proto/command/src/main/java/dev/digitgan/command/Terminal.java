package dev.digitgan.command;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The terminal that this process was started from, if any, and progress bars on its stderr. A
 * program that shows bars must bring the library that draws them.
 */
public final class Terminal {
  private static final int UPDATE_MILLIS = 250;

  private Terminal() {}

  /** Returns false where input or output is a file or a pipe. */
  @SuppressWarnings("SystemConsoleNull") // From Java 22 on there always is a console.
  public static boolean attached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // Before Java 22 a console is a terminal.
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Starts the bar of a whole task, which shows the time that is left. */
  public static ProgressBar wholeBar(String task, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  /** Starts the bar of one of many equal parts of a task, without the time that is left. */
  public static ProgressBar partBar(String task, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        .hideEta()
        .build();
  }
}
