package dev.digitgan.trainer.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.digitgan.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The end of a run, for scripts.
 *
 * @param version the newest of the run; 0 if there is none
 * @param digest of that version's model; empty if this process did not publish it
 */
public record RunResult(
    String run,
    Outcome outcome,
    long step,
    long totalSteps,
    long version,
    String digest,
    String error) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  public enum Outcome {
    /** It did what was asked, or its time limit passed. */
    DONE,
    /** It was asked to end before that; it can be resumed. */
    INTERRUPTED,
    /** Its last model did not pass the gate. */
    HELD_BACK,
    /** Another process owns it. */
    FENCED,
    /** A loss or a weight is NaN or infinite, or all samples have one colour. */
    DIVERGED,
    FAILED
  }

  /**
   * Writes one line of JSON, with all fields in the order of this record. The file appears whole or
   * not at all; its directory is made.
   */
  public void write(Path file) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("run", run);
    json.addProperty("outcome", outcome.name().toLowerCase(Locale.ROOT));
    json.addProperty("step", step);
    json.addProperty("total_steps", totalSteps);
    json.addProperty("version", version);
    json.addProperty("digest", digest);
    json.addProperty("error", error);
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    WholeFile.write(file, (GSON.toJson(json) + "\n").getBytes(UTF_8));
  }
}
