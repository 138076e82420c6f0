package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with arguments or a store is said in one line. */
final class MisuseTest {
  private final Path directory;

  MisuseTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    new TestStore(directory.resolve("store")).publish(1);
    Files.writeString(directory.resolve("text.pem"), "hello");
    Files.createDirectory(directory.resolve("empty"));
    Files.createDirectory(directory.resolve("idx"));
    Files.write(directory.resolve("idx/train-images-idx3-ubyte"), new byte[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "models show 0 --store S|Invalid value for positional parameter at index 0 (VERSION): '0'"
            + " is not a version: a number,",
        "models show newest --store S|Invalid value for positional parameter at index 0 (VERSION):"
            + " 'newest' is not a version",
        "models show sha256:12 --store S|Invalid value for positional parameter at index 0"
            + " (VERSION): 'sha256:12' is no",
        "models list --store gs://x|store 'gs://x': unknown scheme",
        "models list --store S --model Digits|model 'Digits': 1 to 64 lower-case letters",
        "models list --store S --output xml|Invalid value for option '--output'",
        "models promote 1 --store S|Missing required option: '--channel=NAME'",
        "models promote --channel a --store S|Missing required parameter: 'VERSION'",
        "models promote 1 --channel a/b --store S|Invalid value for option '--channel': 'a/b' is not"
            + " a channel",
        "models promote 1 --channel latest --store S|Invalid value for option '--channel': 'latest'"
            + " is always the newest",
        "models gc --store S --keep 0|at least 1 version is kept, not 0",
        "models gc --store S --keep-states 0|at least 1 state of each run is kept, not 0",
        "models gc --store S --min-age 5m|the age is at least 10 minutes",
        "models gc --store S --min-age soon|Invalid value for option '--min-age': 'soon' is not a"
            + " duration",
        "models verify 1 --all --store S|--all and versions exclude each other",
        "models diff 1 --store S|Missing required parameter: 'B'",
        "models|Missing required subcommand",
        "keys new|Missing required option: '--out=DIR'",
      })
  void argumentsThatAreNotUnderstoodAreTwo(String command, String message) {
    Run run = run(command);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + message);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err().lines().toList().get(1)).matches("Try \"digitgan .*--help\".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "models show 7 --store S|no version 7 of digits in file:///",
        "models show sha256:00000000 --store S|no version with digest sha256:00000000 of digits",
        "models show channel:beta --store S|no channel 'beta' of digits in file:///",
        "models verify --store S --model letters|no version of letters in file:///",
        "models promote 2 --channel a --store S|no version 2 of digits in file:///",
        "models rollback --channel a --store S|channel 'a' was never moved",
        "models diff 1 2 --store S|no version 2 of digits in file:///",
      })
  void whatCannotBeDoneIsOne(String command, String message) {
    Run run = run(command);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + message.replace("D/", directory + "/"));
    assertThat(run.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "models verify --store S --trusted-keys D/none.pem|D/none.pem: there is no such file",
        "models verify --store S --trusted-keys D/text.pem|D/text.pem: not a PEM file",
        "models verify --store S --trusted-keys D/empty|D/empty: no file in it ends with .pem",
        "datasets push x D/none --store S|D/none is not a directory",
        "datasets push x D/empty --store S|D/empty holds no IDX files",
        "datasets push a/b D/idx --store S|data set 'a/b': 1 to 100 letters",
        "datasets push x D/idx --store gs://x|store 'gs://x': unknown scheme",
        "versions --tls-ca D/none.pem|--tls-ca: D/none.pem: there is no such file",
        "versions --tls-cert D/text.pem|--tls-cert and --tls-key go together",
        "sample --token-file D/none|--token-file: D/none: there is no such file",
      })
  void whatIsNamedAndCannotBeUsedIsTwo(String command, String message) {
    Run run = run(command);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + message.replace("D/", directory + "/"));
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void helpSaysWhatTheExitStatusMeans() {
    Run run = Run.of("models", "--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Exit status: 0 done; 1 failed; 2 arguments not understood; 3");
  }

  private Run run(String command) {
    return Run.of(
        command
            .replace("--store S", "--store " + directory.resolve("store"))
            .replace("D/", directory + "/")
            .split(" "));
  }
}
