package dev.digitgan.trainer.report;

import java.nio.file.Path;
import java.util.Locale;

/** The names of the files in a run's folder. */
public record RunFiles(Path folder) {
  /** One line for each epoch. */
  public Path history() {
    return folder.resolve("history.csv");
  }

  /** One line for each figure of each version. */
  public Path versions() {
    return folder.resolve("versions.csv");
  }

  /** One line for each alarm. */
  public Path alarms() {
    return folder.resolve("alarms.csv");
  }

  /** PNG: images of the same latents after each epoch. */
  public Path sheet(int epoch) {
    return folder.resolve(String.format(Locale.ROOT, "epoch-%04d.png", epoch));
  }

  /** PNG: samples of the newest version, each next to its nearest training image. */
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

  /** The whole run on one page. */
  public Path report() {
    return folder.resolve("report.html");
  }
}
