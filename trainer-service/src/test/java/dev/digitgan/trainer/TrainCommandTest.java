package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.trainer.data.IdxBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a person gets to see who gives the trainer something wrong: one line, a status, no version.
 */
final class TrainCommandTest {
  private static final int WRONG_USE = 2;
  private static final int FAILED = 1;

  private final Path directory;

  TrainCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--recipe dcgan|no recipe 'dcgan'; there are conditional, conv-ns, conv-ns-ema, conv-r3,"
            + " goodfellow-2014, mlp-gelu, mlp-relu, mlp-slim, pac2, pac2-stacked",
        "--batch 1|--batch: batch size is 1, less than 2",
        "--discriminator-steps 0|--discriminator-steps: discriminator steps is 0, less than 1",
        "--value-range 1|'1' is not two numbers, e.g. -1,1",
        "--value-range 1,-1|value range is 1.0 to -1.0",
        "--batch many|--batch: 'many' is not a valid number",
        "--set momentum=0.9|--set momentum: no setting 'momentum'; there are objective, batch,",
        "--set 0.9|--set: '0.9' is not SETTING=VALUE",
        "--set objective=wasserstein|'wasserstein' is not one of non-saturating, minimax,"
            + " relativistic",
        "--set gradient-penalty=1,0|--set gradient-penalty: penalty goes from 1.0 to 0.0",
        "--train-images 101|--train-images: 101, but data has 100 images",
        "--epochs 0|epochs is 0, less than 1",
        "--epoch-images 3|an epoch of 3 images is less than a batch of 64",
        "--publish-every 0|publish every 0 epochs",
        "--threads 0|--threads: 0 is less than 1",
        "--run ../escape|--run: '../escape' is not 1 to 100 letters",
        "--model Digits!|--model: model 'Digits!': 1 to 64 lower-case letters",
        "--store gs://bucket|--store: store 'gs://bucket': unknown scheme",
        "--device tpu|--device: device \"tpu\" is not auto, cpu, gpu or gpu:N",
        "--device gpu:7|device \"gpu:7\" is not here",
        "--grpc-port 70000|--grpc-port: 70000 is not from 0 to 65535",
        "--interrupted-status 256|--interrupted-status: 256 is not from 0 to 255",
        "--signing-key none.pem|--signing-key: cannot read none.pem",
        "--signing-key pom.xml|--signing-key: pom.xml: not a PEM file",
        "--token-file none|--token-file: none: there is no such file",
        "--tls-cert none.crt --tls-key none.key|--tls-cert: none.crt: there is no such file",
        "--tls-cert none.crt|--tls-cert and --tls-key",
        "--publish-gated --classifier none.bin|--publish-gated: --classifier: 'none.bin' is"
            + " neither",
        "--publish-gated --classifier none.safetensors|--classifier:"
            + " java.nio.file.NoSuchFileException",
        "--data s3://bucket|s3://bucket: is not a data set",
        "--data store:a/b|data set 'a/b': 1 to 100 letters",
      })
  void whatCannotBeDoneNowOrLaterIsNamedInOneLine(String arguments, String message)
      throws IOException {
    assertFails(WRONG_USE, List.of(arguments.split(" ")), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--epochs many|Invalid value for option '--epochs': 'many' is not an int",
        "--time-limit soon|'soon' is not a duration",
        "--save-every often|'often' is neither a duration nor a number of steps, e.g. 5m or 1000",
        "--save-every 0|'0' is neither a duration nor a number of steps",
        "--data-fallback mnist|Invalid value for option '--data-fallback'",
        "--lr 3|Unknown options: '--lr', '3'",
      })
  void whatIsNotUnderstoodIsNamedInOneLine(String arguments, String message) throws IOException {
    assertFails(WRONG_USE, List.of(arguments.split(" ")), message);
  }

  @Test
  void dataThatIsNotThereIsNamed() throws IOException {
    Path missing = directory.resolve("missing");
    assertFails(WRONG_USE, List.of("--data", missing.toString()), missing.toString());
  }

  @Test
  void dataThatIsBrokenIsNamed() throws IOException {
    Path data = Files.createDirectories(directory.resolve("broken"));
    Path images = data.resolve("train-images-idx3-ubyte");
    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 9});
    Files.write(data.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
    assertFails(WRONG_USE, List.of("--data", data.toString()), images.toString());
  }

  @Test
  void aDataSetThatWasNotPushedYetMayCome() throws IOException {
    assertFails(FAILED, List.of("--data", "store:mnist"), "does not exist; push it with");
  }

  @Test
  void aStoreThatCannotBeWrittenToMayRecover() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    CommandRun run = CommandRun.of(List.of("train", "--store", file.toString()));
    assertThat(run.errors()).singleElement().asString().contains("cannot be written to");
    assertThat(run.status()).isEqualTo(FAILED);
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertFails(
          FAILED, List.of("--grpc-port", port), "--grpc-port: cannot listen on 127.0.0.1:" + port);
    }
  }

  private void assertFails(int status, List<String> arguments, String message) throws IOException {
    Path store = directory.resolve("store");
    List<String> line = new ArrayList<>();
    line.add("train");
    line.addAll(List.of("--bind", "127.0.0.1", "--out", directory.resolve("runs").toString()));
    line.addAll(List.of("--admin-port", "0", "--http-port", "0"));
    if (!arguments.contains("--grpc-port")) {
      line.addAll(List.of("--grpc-port", "0"));
    }
    if (!arguments.contains("--store")) {
      line.addAll(List.of("--store", store.toString()));
    }
    if (!arguments.contains("--data")) {
      Path data = Files.createDirectories(directory.resolve("data"));
      IdxBytes.writeTrain(data, 100);
      line.addAll(List.of("--data", data.toString()));
    }
    line.addAll(arguments);
    assertFails(status, line, message, store);
    // A dry run says the same.
    line.add("--dry-run");
    assertFails(status, line, message, store);
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  private static void assertFails(int status, List<String> line, String message, Path store)
      throws IOException {
    CommandRun run = CommandRun.of(line);

    assertThat(run.errors()).as(run.err()).hasSize(1);
    assertThat(run.errors().get(0)).contains(message);
    assertThat(run.status()).isEqualTo(status);
    try (Stream<Path> files = Files.exists(store) ? Files.walk(store) : Stream.empty()) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
