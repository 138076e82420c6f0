package dev.digitgan.trainer.command.options;

import dev.digitgan.command.MisuseException;
import dev.digitgan.command.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Uses the values of options, and turns what is wrong with them into errors for the user. */
public final class OptionValues {
  private OptionValues() {}

  /** Returns {@code value}; an IllegalArgumentException becomes an error about {@code option}. */
  public static <T> T checked(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new MisuseException(option + ": " + e.getMessage(), e);
    }
  }

  /** Returns {@code value}; an IllegalArgumentException becomes an error with its message. */
  public static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }

  public static int positive(String option, int value) {
    if (value < 1) {
      throw new MisuseException(option + ": " + value + " is less than 1");
    }
    return value;
  }

  /** Writes a file into the folder that --out names, which is made. */
  public static void write(Path folder, String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UserErrorException("--out: cannot write to " + folder + ": " + e, e);
    }
  }
}
