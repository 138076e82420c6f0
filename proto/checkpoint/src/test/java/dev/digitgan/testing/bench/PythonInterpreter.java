package dev.digitgan.testing.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Python that has the packages of a baseline.
 *
 * @param versions of the packages, for reports
 */
public record PythonInterpreter(String executable, String versions) {
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");

  private static final String PROGRAM =
      """
      import os, platform, torch
      IMPORTS
      config = torch.__config__.show()
      blas = 'MKL' if 'USE_MKL=ON' in config else 'other BLAS'
      for line in open('/proc/self/maps') if os.path.exists('/proc/self/maps') else []:
          if 'blas' in line.lower() and '/' in line:
              blas = os.path.realpath(line[line.index('/'):].strip())
      print('Python %s, torch %s (%s)' % (platform.python_version(), torch.__version__, blas) + VERSIONS)
      """;

  /**
   * Returns the first Python that has torch and what {@code imports} need.
   *
   * @param named the only candidate; null: python3, then /usr/bin/python3
   * @param imports further import statements
   * @param versions an expression for the text of their versions
   */
  static Optional<PythonInterpreter> find(@Nullable String named, String imports, String versions)
      throws InterruptedException {
    String program = PROGRAM.replace("IMPORTS", imports).replace("VERSIONS", versions);
    for (String candidate : named == null ? USUAL : List.of(named)) {
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
