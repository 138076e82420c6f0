package dev.digitgan.trainer.command.train;

import dev.digitgan.command.MisuseException;
import dev.digitgan.text.DurationText;
import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.report.RunResult;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.run.StateSaver.Schedule;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Picocli mixin: how long a run trains, and what it writes where. */
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
        "Real images of an epoch. Unset: all images of the data set.",
        "DIGITGAN_EPOCH_IMAGES."
      })
  private @Nullable Integer epochImages;

  @Option(
      names = "--time-limit",
      paramLabel = "DURATION",
      defaultValue = "${env:DIGITGAN_TIME_LIMIT:-" + Option.NULL_VALUE + "}",
      description = {
        "Ends the run after that time (e.g. 90s, 3m, 1h), with a last checkpoint, even if epochs"
            + " are left.",
        "DIGITGAN_TIME_LIMIT."
      })
  private @Nullable Duration timeLimit;

  @Option(
      names = "--publish-every",
      paramLabel = "EPOCHS",
      defaultValue = "${env:DIGITGAN_PUBLISH_EVERY:-1}",
      description = {
        "Epochs between two checkpoints; the last state is always published.",
        "DIGITGAN_PUBLISH_EVERY; now ${DEFAULT-VALUE}."
      })
  private int publishEvery;

  @Option(
      names = "--save-every",
      paramLabel = "DURATION|STEPS",
      defaultValue = "${env:DIGITGAN_SAVE_EVERY:-5m}",
      converter = ScheduleConverter.class,
      description = {
        "Saves a state to resume from at this interval (e.g. 30s, 5m) or after that many steps, with"
            + " each checkpoint, and when the run is stopped.",
        "DIGITGAN_SAVE_EVERY; now ${DEFAULT-VALUE}."
      })
  Schedule saveEvery = Schedule.every(Duration.ofMinutes(5));

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "${env:DIGITGAN_SEED:-1}",
      description = {
        "The seed of weights, latents and order of the data: with one thread on the same device,"
            + " equal seeds give equal weights.",
        "DIGITGAN_SEED; now ${DEFAULT-VALUE}."
      })
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_THREADS:-1}",
      description = {
        "Threads of one operation of the engine. With more than one, equal seeds do not give equal"
            + " weights, and a shared machine is often slower.",
        "DIGITGAN_THREADS; now ${DEFAULT-VALUE}."
      })
  private int threads;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_RUN:-" + Option.NULL_VALUE + "}",
      description = {
        "Name of the run. Unset: recipe, seed and time. A run that exists resumes from its last"
            + " saved state, and the process that had it stops at its next save.",
        "DIGITGAN_RUN."
      })
  private @Nullable String run;

  @Option(
      names = "--interrupted-status",
      paramLabel = "STATUS",
      defaultValue = "${env:DIGITGAN_INTERRUPTED_STATUS:-0}",
      description = {
        "Exit status if a signal interrupts the run. For a scheduler that starts it again but takes 0 for the end of"
            + " the run, such as a Job of Kubernetes.",
        "DIGITGAN_INTERRUPTED_STATUS; now ${DEFAULT-VALUE}."
      })
  private int interruptedStatus;

  @Option(
      names = "--result-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_RESULT_FILE:-" + Option.NULL_VALUE + "}",
      description = {
        "Writes the end of the run for scripts, as one line of JSON: run, outcome (done, interrupted, held_back,"
            + " fenced, diverged, failed), step, total_steps, version, digest, error. Removes an older file at the start.",
        "DIGITGAN_RESULT_FILE."
      })
  private @Nullable Path resultFile;

  @Option(
      names = "--signing-key",
      paramLabel = "FILE",
      defaultValue = "${env:DIGITGAN_SIGNING_KEY:-" + Option.NULL_VALUE + "}",
      description = {
        "A PEM file of an Ed25519 private key that signs each version (digitgan keys new makes one). Unset: versions"
            + " are not signed.",
        "DIGITGAN_SIGNING_KEY."
      })
  @Nullable Path signingKey;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      defaultValue = "${env:DIGITGAN_OUT:-.digitgan/runs}",
      description = {
        "Each run has a folder in it: report.html, a sheet of 10x10 samples for each epoch, history.csv, versions.csv,"
            + " alarms.csv, and files for TensorBoard.",
        "DIGITGAN_OUT; now ${DEFAULT-VALUE}."
      })
  private Path out = Path.of("");

  @Option(
      names = "--dry-run",
      description =
          "Prints what the run would do, or the errors that it would end with, and ends. Writes nothing, except missing"
              + " images to the cache.")
  boolean dryRun;

  static final class ScheduleConverter implements ITypeConverter<Schedule> {
    private static final Pattern STEPS = Pattern.compile("[1-9][0-9]{0,8}");

    @Override
    public Schedule convert(String text) {
      if (STEPS.matcher(text).matches()) {
        return Schedule.everySteps(WholeNumbers.parseLong(text));
      }
      try {
        Duration interval = DurationText.parse(text);
        if (!interval.isZero()) {
          return Schedule.every(interval);
        }
      } catch (IllegalArgumentException e) {
        // The error below names both forms.
      }
      throw new TypeConversionException(
          "'%s' is neither a duration nor a number of steps, e.g. 5m or 1000; a duration is %s"
              .formatted(text, DurationText.FORMS));
    }
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
    return OptionValues.checked(
        () ->
            new RunPlan(
                name,
                recipe,
                seed,
                epochs,
                Optional.ofNullable(epochImages),
                publishEvery,
                Optional.ofNullable(timeLimit)));
  }

  int interruptedStatus() {
    if (interruptedStatus < 0 || interruptedStatus > 255) {
      throw new MisuseException(
          "--interrupted-status: " + interruptedStatus + " is not from 0 to 255");
    }
    return interruptedStatus;
  }

  /** Removes an older result, so that nobody takes it for that of this run. */
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

  void writeResult(RunResult result) throws IOException {
    if (resultFile != null) {
      result.write(resultFile);
    }
  }

  int threads() {
    return OptionValues.positive("--threads", threads);
  }

  Path folder(RunPlan plan) {
    return out.resolve(plan.run());
  }
}
