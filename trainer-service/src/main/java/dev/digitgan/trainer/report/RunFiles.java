package dev.digitgan.trainer.report;

import java.nio.file.Path;
import java.util.Locale;

/** Where the files of a run's folder are. */
public record RunFiles(Path folder) {
  /** A line an epoch. */
  public Path history() {
    return folder.resolve("history.csv");
  }

  /** A line for each figure of each version. */
  public Path versions() {
    return folder.resolve("versions.csv");
  }

  /** A line for each thing that went wrong. */
  public Path alarms() {
    return folder.resolve("alarms.csv");
  }

  /** PNG: images of the same latents after each epoch. */
  public Path sheet(int epoch) {
    return folder.resolve(String.format(Locale.ROOT, "epoch-%04d.png", epoch));
  }

  /** PNG: samples of the newest version, each beside its nearest training image. */
  public Path nearest() {
    return folder.resolve("nearest.png");
  }

  /** SVG: both players' losses after each epoch. */
  public Path losses() {
    return folder.resolve("losses.svg");
  }

  /** SVG: how often D was right in each epoch. */
  public Path accuracies() {
    return folder.resolve("accuracies.svg");
  }

  /** All of it on one page. */
  public Path report() {
    return folder.resolve("report.html");
  }
}
