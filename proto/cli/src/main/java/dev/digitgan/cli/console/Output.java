package dev.digitgan.cli.console;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Picocli mixin: how a command writes its results, and in which form. */
public final class Output {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

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

  /** Returns whether the only output must be one JSON document. */
  public boolean isJson() {
    return format == Format.JSON;
  }

  public void print(JsonElement document) {
    out().print(JSON.toJson(document) + "\n");
    out().flush();
  }

  public void print(Table table) {
    table.print(out());
  }

  /** Prints a line of the result. */
  @FormatMethod
  public void say(@FormatString String format, Object... values) {
    out().println(String.format(Locale.ROOT, format, values));
  }

  /** Prints a line that is not part of the result, on stderr. */
  @FormatMethod
  public void note(@FormatString String format, Object... values) {
    err().println(String.format(Locale.ROOT, format, values));
  }

  /** Returns the writer of results. */
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Returns the writer of everything else. */
  public PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Makes the exception for wrong arguments. */
  public ParameterException misuse(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Starts to show the progress of a task; the caller closes it at the end. */
  public Progress progress(String task, int total) {
    return Progress.start(task, total, err());
  }
}
