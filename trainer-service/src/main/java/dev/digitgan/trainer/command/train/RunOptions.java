package dev.digitgan.trainer.command.train;

import dev.digitgan.command.MisuseException;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.report.RunResult;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.run.SaveSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: how long is trained, and what the run leaves where. */
final class RunOptions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_EPOCHS:-30}",
      description = {"Epochs to train.", "DIGITGAN_EPOCHS; now ${DEFAULT-VALUE}."})
  private int epochs;

  @Option(
      names = "--epoch-images",
      paramLabel = "IMAGES",
      defaultValue = "${env:DIGITGAN_EPOCH_IMAGES:-" + Option.NULL_VALUE + "}",
      description = {
        "Real images that make an epoch; unset, the whole data set once.",
        "DIGITGAN_EPOCH_IMAGES."
      })
  private @Nullable Integer epochImages;

  @Option(
      names = "--time-limit",
      paramLabel = "DURATION",
      defaultValue = "${env:DIGITGAN_TIME_LIMIT:-" + Option.NULL_VALUE + "}",
      description = {
        "Ends the run after so long (e.g. 90s, 3m, 1h), with a last checkpoint, whatever epochs"
            + " are left.",
        "DIGITGAN_TIME_LIMIT."
      })
  private @Nullable Duration timeLimit;

  @Option(
      names = "--publish-every",
      paramLabel = "EPOCHS",
      defaultValue = "${env:DIGITGAN_PUBLISH_EVERY:-1}",
      description = {
        "Publishes a checkpoint after each so many epochs; the last is always published.",
        "DIGITGAN_PUBLISH_EVERY; now ${DEFAULT-VALUE}."
      })
  private int publishEvery;

  @Option(
      names = "--save-every",
      paramLabel = "DURATION|STEPS",
      defaultValue = "${env:DIGITGAN_SAVE_EVERY:-5m}",
      converter = SaveScheduleConverter.class,
      description = {
        "Saves all that the run needs to go on after so long (e.g. 30s, 5m) or so many steps; also"
            + " with each checkpoint and when the run is stopped.",
        "DIGITGAN_SAVE_EVERY; now ${DEFAULT-VALUE}."
      })
  private SaveSchedule saveEvery = SaveSchedule.every(Duration.ofMinutes(5));

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "${env:DIGITGAN_SEED:-1}",
      description = {
        "Of weights, latents and order of the data: an equal seed on the same device with one"
            + " thread gives equal weights.",
        "DIGITGAN_SEED; now ${DEFAULT-VALUE}."
      })
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_THREADS:-1}",
      description = {
        "Threads of one operation of the engine. More than one gives up equal weights for equal"
            + " seeds, and on a shared machine often speed too.",
        "DIGITGAN_THREADS; now ${DEFAULT-VALUE}."
      })
  private int threads;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_RUN:-" + Option.NULL_VALUE + "}",
      description = {
        "Name of the run; unset, recipe, seed and time. A run that was begun goes on where it was"
            + " saved last, and the process that had it stops at its next save.",
        "DIGITGAN_RUN."
      })
  private @Nullable String run;

  @Option(
      names = "--interrupted-status",
      paramLabel = "STATUS",
      defaultValue = "${env:DIGITGAN_INTERRUPTED_STATUS:-0}",
      description = {
        "Exit status where a signal ended the run before its end. For what starts it again, and takes 0 for the end of"
            + " the run, such as a Job of Kubernetes.",
        "DIGITGAN_INTERRUPTED_STATUS; now ${DEFAULT-VALUE}."
      })
  private int interruptedStatus;

  @Option(
      names = "--result-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_RESULT_FILE:-" + Option.NULL_VALUE + "}",
      description = {
        "Writes at the end how the run ended, for scripts, one line of JSON: run, outcome (done, interrupted, held_back,"
            + " fenced, diverged, failed), step, total_steps, version, digest, error. A file that is there is removed at"
            + " the start.",
        "DIGITGAN_RESULT_FILE."
      })
  private @Nullable Path resultFile;

  @Option(
      names = "--signing-key",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_SIGNING_KEY:-" + Option.NULL_VALUE + "}",
      description = {
        "A PEM file of an Ed25519 private key that signs each version (digitgan keys new makes one); unset, none is"
            + " signed.",
        "DIGITGAN_SIGNING_KEY."
      })
  private @Nullable Path signingKey;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      defaultValue = "${env:DIGITGAN_OUT:-.digitgan/runs}",
      description = {
        "Each run gets a folder in it: report.html, a sheet of 10x10 images an epoch, history.csv, versions.csv,"
            + " alarms.csv, and what TensorBoard reads.",
        "DIGITGAN_OUT; now ${DEFAULT-VALUE}."
      })
  private Path out = Path.of("");

  @Option(
      names = "--dry-run",
      description =
          "Says what would be done, of what and where to, and ends: with the errors that train would end with. Writes"
              + " nothing; what is not here of the images is fetched.")
  private boolean dryRun;

  boolean dryRun() {
    return dryRun;
  }

  RunPlan plan(Recipe recipe, Instant now) {
    String name =
        run == null
            ? String.format(Locale.ROOT, "%s-%d-%s", recipe.name(), seed, TIME.format(now))
            : run;
    if (!NAME.matcher(name).matches()) {
      throw new MisuseException(
          "--run: '" + name + "' is not 1 to 100 letters, digits, '.', '_' or '-'");
    }
    try {
      return new RunPlan(
          name,
          recipe,
          seed,
          epochs,
          Optional.ofNullable(epochImages),
          publishEvery,
          Optional.ofNullable(timeLimit));
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }

  SaveSchedule saveEvery() {
    return saveEvery;
  }

  int interruptedStatus() {
    if (interruptedStatus < 0 || interruptedStatus > 255) {
      throw new MisuseException(
          "--interrupted-status: " + interruptedStatus + " is not from 0 to 255");
    }
    return interruptedStatus;
  }

  /** What an earlier run left there is not to be taken for the result of this one. */
  void forgetResult() {
    if (resultFile == null || dryRun) {
      return;
    }
    if (Files.isDirectory(resultFile)) {
      throw new MisuseException("--result-file: " + resultFile + " is a directory");
    }
    try {
      Files.deleteIfExists(resultFile);
    } catch (IOException e) {
      throw new MisuseException("--result-file: cannot replace " + resultFile + ": " + e, e);
    }
  }

  /** Does nothing where no file is asked for. */
  void writeResult(RunResult result) throws IOException {
    if (resultFile != null) {
      result.write(resultFile);
    }
  }

  @Nullable Path signingKey() {
    return signingKey;
  }

  int threads() {
    if (threads < 1) {
      throw new MisuseException("--threads: " + threads + " is less than 1");
    }
    return threads;
  }

  Path folder(RunPlan plan) {
    return out.resolve(plan.run());
  }
}
