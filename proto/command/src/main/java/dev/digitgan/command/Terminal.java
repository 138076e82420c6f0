package dev.digitgan.command;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person sits before this process. */
public final class Terminal {
  private Terminal() {}

  /** False where input or output is a file or a pipe. */
  @SuppressWarnings(
      "SystemConsoleNull") // From Java 22 on there is always one; it knows what it is.
  public static boolean attached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // Before Java 22 a console is a terminal.
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
