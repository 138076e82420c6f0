package dev.digitgan.testing.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every benchmark, and what they stand for. A picocli mixin extends this. */
public abstract class CommonOptions {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @Option(names = "--rounds", description = "Rounds: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "Python with the baseline's packages; else python3, then /usr/bin/python3.")
  private @Nullable String python;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where all runs are written; ${DEFAULT-VALUE}.")
  private Path json;

  /**
   * @param rounds by default
   * @param json by default
   */
  protected CommonOptions(int rounds, Path json) {
    this.rounds = rounds;
    this.json = json;
  }

  public int rounds() {
    return rounds;
  }

  /** Returns the absolute path of the file for the results. */
  public Path json() {
    return json.toAbsolutePath();
  }

  /** Finds a Python with torch; see {@link PythonInterpreter#find}. */
  protected Optional<PythonInterpreter> python(String imports, String versions)
      throws InterruptedException {
    return PythonInterpreter.find(python, imports, versions);
  }

  /** Returns what the figures were measured on and with, for reports. */
  public static Map<String, String> facts(String engine, Optional<PythonInterpreter> python) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("machine", Processor.text());
    facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
    facts.put("engine", engine);
    facts.put(
        "Python",
        python
            .map(found -> found.versions() + "; " + found.executable())
            .orElse("skipped: no python3 here has the packages"));
    return facts;
  }

  /** Writes {@code report} as JSON. */
  public void write(Object report) throws IOException {
    Files.createDirectories(Objects.requireNonNull(json().getParent()));
    Files.writeString(json(), PRETTY.toJson(report) + "\n");
  }
}
