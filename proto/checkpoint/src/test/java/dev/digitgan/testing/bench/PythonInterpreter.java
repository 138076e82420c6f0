package dev.digitgan.testing.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Python that has what a baseline needs.
 *
 * @param versions of what it has, in words
 */
public record PythonInterpreter(String executable, String versions) {
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");

  /**
   * The first that can run {@code program}, which imports what is needed and prints the versions of
   * it.
   *
   * @param named the only candidate; null: python3, then /usr/bin/python3
   */
  public static Optional<PythonInterpreter> find(@Nullable String named, String program)
      throws InterruptedException {
    List<String> candidates = named == null ? USUAL : List.of(named);
    for (String candidate : candidates) {
      Optional<PythonInterpreter> found = ask(candidate, program);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<PythonInterpreter> ask(String executable, String program)
      throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(executable, "-c", program)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String versions =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0
          ? Optional.of(new PythonInterpreter(executable, versions))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // There is no such executable.
    }
  }
}
