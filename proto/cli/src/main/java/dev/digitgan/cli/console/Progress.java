package dev.digitgan.cli.console;

import dev.digitgan.command.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** The progress of a long task: a bar on a terminal, at most ten plain lines elsewhere. */
public final class Progress implements AutoCloseable {
  /** A task of fewer steps is too short to be shown. */
  private static final int MIN_STEPS = 20;

  private static final int LINES = 10;

  private final String task;
  private final int total;
  private final PrintWriter lines;
  private final @Nullable ProgressBar bar;

  private Progress(String task, int total, PrintWriter lines, @Nullable ProgressBar bar) {
    this.task = task;
    this.total = total;
    this.lines = lines;
    this.bar = bar;
  }

  static Progress start(String task, int total, PrintWriter lines) {
    ProgressBar bar =
        total >= MIN_STEPS && Terminal.attached() ? Terminal.wholeBar(task, total) : null;
    return new Progress(task, total, lines, bar);
  }

  /** Shows that {@code done} steps are over; called once for each, from 1 on. */
  public void at(int done) {
    if (bar != null) {
      bar.stepTo(done);
    } else if (total >= MIN_STEPS && tenths(done) > tenths(done - 1)) {
      lines.printf(Locale.ROOT, "%s: %d of %d%n", task, done, total);
      lines.flush();
    }
  }

  private long tenths(int done) {
    return (long) done * LINES / total;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
