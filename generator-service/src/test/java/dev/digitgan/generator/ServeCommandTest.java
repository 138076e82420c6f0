package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceFutureStub;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.store.DirectoryStore;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line, and the process that it starts. */
class ServeCommandTest {
  @TempDir private Path directory;

  @Test
  void aProcessIsFoundByItsPortsAndEndsInOrderOnSigterm() throws Exception {
    new CheckpointPublisher(new DirectoryStore(directory), new CheckpointKeys("digits"))
        .publish(TestModels.draft(1));
    Path portsFile = directory.resolve("ports.json");
    Path log = directory.resolve("log");
    Process process = start(directory, portsFile, log);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      JsonObject ports = JsonParser.parseString(Files.readString(portsFile)).getAsJsonObject();
      assertThat(line)
          .isEqualTo(
              String.format(
                  Locale.ROOT,
                  "generator ready to start: grpc=%d admin=%d http=%d",
                  ports.get("grpc").getAsInt(),
                  ports.get("admin").getAsInt(),
                  ports.get("http").getAsInt()));
      assertThat(ports.get("pid").getAsLong()).isEqualTo(process.pid());
      assertThat(ports.get("service").getAsString()).isEqualTo("generator");

      assertAnswersWhatItAccepted(process, ports.get("grpc").getAsInt());

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
      assertThat(out.readLine()).isNull();
      assertThat(Files.readString(log)).contains("version 1 is served").doesNotContain("ERROR");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @Tag("ci")
  void aStoreThatIsCopiedManifestsFirstIsServedByTheProcessThatSawItSo() throws Exception {
    Path whole = directory.resolve("whole");
    Path copy = directory.resolve("copy");
    new CheckpointPublisher(new DirectoryStore(whole), new CheckpointKeys("digits"))
        .publish(TestModels.draft(1));
    copy(whole.resolve("models"), copy.resolve("models"));
    Path log = directory.resolve("log");
    Process process = start(copy, directory.resolve("ports.json"), log);
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Files.readString(log).contains("version 1 is incomplete"));
      copy(whole.resolve("blobs"), copy.resolve("blobs"));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Files.readString(log).contains("version 1 is served"));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void assertAnswersWhatItAccepted(Process process, int port) throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      GeneratorServiceFutureStub stub = GeneratorServiceGrpc.newFutureStub(channel);
      await()
          .ignoreExceptions()
          .until(
              () ->
                  stub.getModel(GetModelRequest.getDefaultInstance()).get().getModel().getVersion()
                      == 1);
      List<ListenableFuture<SampleResponse>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(stub.sample(request(4_096, i)));
      }
      calls.get(0).get(30, TimeUnit.SECONDS); // The rest was sent before it and is accepted too.
      process.toHandle().destroy(); // Process.destroy would close its output too.
      for (ListenableFuture<SampleResponse> call : calls) {
        assertThat(call.get(30, TimeUnit.SECONDS).getPixels().size()).isEqualTo(4_096 * 784);
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static Process start(Path store, Path portsFile, Path log) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            GeneratorMain.class.getName(),
            "serve",
            "--store=" + store.toUri(),
            "--poll=100ms",
            "--bind=127.0.0.1",
            "--grpc-port=0",
            "--admin-port=0",
            "--http-port=0",
            "--workers=1",
            "--ports-file=" + portsFile);
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--device=gpu:99|2|error: device \"gpu:99\" is not here",
        "--device=tpu|2|error: --device: device \"tpu\" is not auto, cpu, gpu or gpu:N",
        "--store=gs://bucket|2|error: store 'gs://bucket': unknown scheme",
        "--store=|2|error: --store is empty",
        "--model=A/B|2|error: model 'A/B'",
        "--grpc-port=70000|2|error: --grpc-port: 70000 is not from 0 to 65535",
        "--queue-images=5|2|error: a request for 4096 images never fits in a queue of 5",
        "--max-images=0|2|error: a request for 0 images",
        "--keep-loaded=0|2|error: at least one model is kept",
        "--workers=-1|2|error: limits must be positive",
        "--poll=0s|2|error: polls every PT0S",
        "--poll=soon|2|error: Invalid value for option '--poll'",
        "--precision=half|2|error: Invalid value for option '--precision'",
        "--prot=1|2|error: Unknown option: '--prot=1'",
      })
  void whatAPersonCanPutRightIsOneLine(String option, int status, String line) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream terminal = System.err;
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      assertThat(GeneratorMain.execute(Shutdown.withoutSignals(), "serve", option))
          .isEqualTo(status);
    } finally {
      System.setErr(terminal);
    }
    assertThat(errors.toString(StandardCharsets.UTF_8).lines())
        .first()
        .satisfies(first -> assertThat(first).startsWith(line));
    assertThat(errors.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
  }
}
