package dev.digitgan.trainer.command.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.command.StoreOptions;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.store.DirectorySync;
import dev.digitgan.trainer.CommandRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** What a shell or a file of variables has left in a value, and options of stores. */
final class GivenOptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"x\r", "~/x"})
  void everyOptionOfTrainRefusesAMistakeOfTheShell(String value) {
    CommandLine train = new CommandLine(new TrainCommand(Shutdown.withoutSignals()));
    int options = 0;
    for (OptionSpec option : train.getCommandSpec().options()) {
      if (option.arity().max() > 0) {
        options++;
        CommandRun run = CommandRun.of(List.of("train", option.longestName() + "=" + value));
        assertThat(run.status()).as(option.longestName()).isEqualTo(2);
        assertThat(run.errors())
            .singleElement()
            .asString()
            .startsWith("error: Invalid value for option '" + option.longestName() + "'")
            .doesNotContain("\r");
      }
    }
    assertThat(options).isGreaterThanOrEqualTo(40);
  }

  @Test
  void directoriesAreForcedUnlessThatIsGivenUp() {
    Writer writer = new Writer();
    StoreOptions stores = writer.stores;
    CommandLine line = new CommandLine(writer);

    line.parseArgs();
    assertThat(stores.directorySync()).isEqualTo(DirectorySync.FORCED);
    line.parseArgs("--store-without-directory-sync");
    assertThat(stores.directorySync()).isEqualTo(DirectorySync.LEFT_OUT);
  }

  @Command
  private static final class Writer {
    @Mixin private final StoreOptions stores = StoreOptions.ofWritingService();
  }
}
