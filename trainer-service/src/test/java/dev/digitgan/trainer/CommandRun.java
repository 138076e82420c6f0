package dev.digitgan.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.runtime.command.Shutdown;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** A command line that was run in this process, and what it said. */
public record CommandRun(int status, String out, String err) {
  public static CommandRun of(List<String> arguments) {
    return of(Shutdown.withoutSignals(), arguments);
  }

  /** As the other, of a process that {@code shutdown} asks to end. */
  public static CommandRun of(Shutdown shutdown, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    int status;
    try {
      status = TrainerMain.execute(shutdown, arguments.toArray(String[]::new));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
    return new CommandRun(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The lines that say what was wrong. */
  public List<String> errors() {
    return err.lines().filter(text -> text.startsWith("error: ")).toList();
  }
}
