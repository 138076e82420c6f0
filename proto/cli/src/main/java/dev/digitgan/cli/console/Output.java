package dev.digitgan.cli.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Picocli mixin: where a command's results go, and in which form. */
public final class Output {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json; now ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  enum Format {
    TABLE,
    JSON
  }

  /** Whether the result is to be one JSON document and nothing else. */
  public boolean isJson() {
    return format == Format.JSON;
  }

  public void print(JsonElement document) {
    out().print(JSON.toJson(document) + "\n");
    out().flush();
  }

  /** For results. */
  public PrintWriter out() {
    return commandLine().getOut();
  }

  /** For all else. */
  public PrintWriter err() {
    return commandLine().getErr();
  }

  /** That the arguments are wrong, and how. */
  public ParameterException misuse(String message) {
    return new ParameterException(commandLine(), message);
  }

  /** Shows progress to whoever looks at this process; close it at the end. */
  public Progress progress(String task, int total) {
    return Progress.start(task, total, err());
  }

  private CommandLine commandLine() {
    if (command == null) {
      throw new IllegalStateException("picocli sets this");
    }
    return command.commandLine();
  }
}
