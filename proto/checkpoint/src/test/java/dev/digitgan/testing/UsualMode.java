package dev.digitgan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The permissions that any new file of this process gets. */
public final class UsualMode {
  private UsualMode() {}

  /** That {@code file} has them: those of a file that is made beside it now, and removed. */
  public static void assertThatAnyoneAllowedByTheUmaskReads(Path file) throws IOException {
    Path usual = Files.createFile(file.resolveSibling("usual"));
    try {
      assertThat(Files.getPosixFilePermissions(file))
          .as("permissions of %s", file)
          .isEqualTo(Files.getPosixFilePermissions(usual));
    } finally {
      Files.delete(usual);
    }
  }
}
