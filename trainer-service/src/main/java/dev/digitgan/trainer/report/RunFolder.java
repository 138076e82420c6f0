package dev.digitgan.trainer.report;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern LINE = Pattern.compile("([0-9]{1,9}),[0-9].*\n");

  private final Path folder;
  private boolean failed;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder and begins its history.
   *
   * @throws FileAlreadyExistsException if it holds the history of another run
   * @throws IOException if it cannot be written to
   */
  public static RunFolder begin(Path folder) throws IOException {
    Path history = history(folder);
    if (!epochs(history, Integer.MAX_VALUE).isEmpty()) {
      throw new FileAlreadyExistsException(history.toString());
    }
    return goOn(folder, 0);
  }

  /**
   * Goes on with a folder of the same run, wherever it broke off.
   *
   * @param epochs that the run has done: what the history says of later ones is dropped, and comes
   *     again
   * @throws IOException if it cannot be written to
   */
  public static RunFolder goOn(Path folder, int epochs) throws IOException {
    Files.createDirectories(folder);
    Path history = history(folder);
    String kept = HEADER + String.join("", epochs(history, epochs));
    Path whole = folder.resolve(".history.csv.tmp");
    Files.writeString(whole, kept);
    Files.move(whole, history, StandardCopyOption.ATOMIC_MOVE);
    return new RunFolder(folder);
  }

  private static Path history(Path folder) {
    return folder.resolve("history.csv");
  }

  /** The lines of epochs 1 to {@code last}, each with its end, as far as they are there. */
  private static List<String> epochs(Path history, int last) throws IOException {
    if (!Files.exists(history)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (String line : Files.readString(history).split("(?<=\n)", -1)) {
      Matcher epoch = LINE.matcher(line);
      if (epoch.matches() && Integer.parseInt(epoch.group(1)) <= last) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    try {
      Files.write(folder.resolve("epoch-%04d.png".formatted(progress.epoch())), sheet);
      Files.writeString(
          history(folder), line(progress), StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
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
        "%d,%d,%.5f,%.5f,%.5f,%.4f,%.4f,%.1f\n",
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
