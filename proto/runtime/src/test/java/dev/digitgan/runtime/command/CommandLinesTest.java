package dev.digitgan.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class CommandLinesTest {
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final PrintStream terminal = System.err;

  @BeforeEach
  void captureErrors() {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void releaseErrors() {
    System.setErr(terminal);
  }

  @Test
  void aUserErrorIsOneLineAndAFailedStatus() {
    assertThat(CommandLines.execute(new Fake(), "--count=0")).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("error: no images there\n");
  }

  @Test
  void anUnknownOptionIsNamedAndHelpIsPointedAt() {
    assertThat(CommandLines.execute(new Fake(), "--cuont=1")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("error: Unknown option: '--cuont=1'")
        .endsWith("Try \"fake --help\".\n");
  }

  @Test
  void aMalformedValueIsNamed() {
    assertThat(CommandLines.execute(new Fake(), "--count=x")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--count", "'x'");
  }

  @Test
  void anEmptyStoreIsAUserError() {
    assertThat(CommandLines.execute(new Fake(), "--store=")).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("error: --store is empty\n");
  }

  @Test
  void successIsZero() {
    assertThat(CommandLines.execute(new Fake(), "--store=here", "--model=m")).isZero();
  }

  @Command(name = "fake")
  static final class Fake implements Callable<Integer> {
    @Mixin private final StoreOptions store = new StoreOptions();

    @Option(names = "--count", defaultValue = "1")
    private int count;

    @Override
    public Integer call() {
      store.store();
      store.model();
      if (count == 0) {
        throw new UserErrorException("no images\n  there");
      }
      return 0;
    }
  }
}
