package dev.digitgan.trainer.report;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's folder: {@code history.csv}, a line an epoch, and {@code epoch-0001.png}, {@code
 * epoch-0002.png}, ... beside it. A folder that cannot be written to later on is logged once and
 * costs the run nothing else.
 */
public final class RunFolder implements RunObserver {
  private static final Logger log = LoggerFactory.getLogger(RunFolder.class);
  private static final String HEADER =
      "epoch,step,discriminator_loss_real,discriminator_loss_fake,generator_loss,"
          + "discriminator_accuracy_real,discriminator_accuracy_fake,images_per_second\n";

  private final Path folder;
  private boolean failed;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder and begins its history.
   *
   * @throws IOException if it cannot be written to, or holds the history of another run
   */
  public static RunFolder create(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("history.csv"), HEADER, StandardOpenOption.CREATE_NEW);
    return new RunFolder(folder);
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    try {
      Files.write(folder.resolve("epoch-%04d.png".formatted(progress.epoch())), sheet);
      Files.writeString(
          folder.resolve("history.csv"),
          line(progress),
          StandardCharsets.US_ASCII,
          StandardOpenOption.APPEND);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        log.warn("cannot write to {}: {}; the run goes on", folder, e.toString());
      }
      failed = true;
    }
  }

  private static String line(RunProgress progress) {
    GameFigures figures = progress.figures();
    return String.format(
        Locale.ROOT,
        "%d,%d,%.5f,%.5f,%.5f,%.4f,%.4f,%.1f%n",
        progress.epoch(),
        progress.step(),
        figures.discriminatorLossReal(),
        figures.discriminatorLossFake(),
        figures.generatorLoss(),
        figures.discriminatorAccuracyReal(),
        figures.discriminatorAccuracyFake(),
        progress.imagesPerSecond());
  }
}
