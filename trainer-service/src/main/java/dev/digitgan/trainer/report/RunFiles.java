package dev.digitgan.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /** Writes {@code file} so that whoever reads it finds the old or the new content. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path whole = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.write(whole, content);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
