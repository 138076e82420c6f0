package dev.digitgan.cli.fleet;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Table;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.cli.fleet.Answers.Answer;
import dev.digitgan.cli.store.ModelOptions;
import dev.digitgan.cli.store.OpenModel;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.VersionNames;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.GetModelResponse;
import dev.digitgan.generator.v1.ModelInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits until all replicas of a fleet serve a version. */
@Command(
    name = "await",
    description = {
      "Waits until every replica serves a version. Names are looked up again before each try; a"
          + " name may have no address yet.",
      "",
      "Example: digitgan fleet await channel:stable --fleet generator-headless:50051 --replicas 3",
      ""
    })
final class AwaitCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  @Mixin private final FleetOptions fleet = new FleetOptions();
  @Mixin private final ModelOptions stores = ModelOptions.read();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "How long to wait; now ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Parameters(
      paramLabel = "VERSION",
      description = "The version to wait for: " + VersionNames.STORE_FORMS + ".")
  private VersionName version = new VersionName.Latest();

  @Override
  public Integer call() throws IOException, CheckpointException, InterruptedException {
    Manifest expected;
    try (OpenModel model = stores.open()) {
      expected = model.reader().manifest(model.version(version));
    }
    long giveUpAt = System.nanoTime() + timeout.toNanos();
    while (true) {
      Answers<GetModelResponse> answers =
          fleet.ask(stub -> stub.getModel(GetModelRequest.getDefaultInstance()));
      int status = answers.exitStatus(answer -> serves(answer, expected));
      if (status == ExitStatus.DONE) {
        output.print(table(answers));
        return status;
      }
      if (System.nanoTime() + INTERVAL.toNanos() > giveUpAt) {
        table(answers).print(output.err());
        output.note(
            "after %d s %d of %d replicas (of %d at least) serve version %d",
            timeout.toSeconds(),
            answers.all().stream().filter(answer -> serves(answer, expected)).count(),
            answers.all().size(),
            answers.least(),
            expected.getVersion());
        return status;
      }
      TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
    }
  }

  private static boolean serves(Answer<GetModelResponse> answer, Manifest expected) {
    GetModelResponse response = answer.value();
    return response != null
        && response.getModel().getVersion() == expected.getVersion()
        && response.getModel().getDigest().equals(expected.getModelDigest());
  }

  private static Table table(Answers<GetModelResponse> answers) {
    Table table = new Table("REPLICA", "VERSION", "DIGEST", "PROBLEM");
    for (Answer<GetModelResponse> answer : answers.all()) {
      GetModelResponse response = answer.value();
      ModelInfo model = response == null ? ModelInfo.getDefaultInstance() : response.getModel();
      table.row(
          answer.replica().toString(),
          response == null ? "" : Long.toString(model.getVersion()),
          response == null ? "" : Texts.shortDigest(model.getDigest()),
          answer.problem());
    }
    return table;
  }
}
