package dev.digitgan.cli.fleet;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Table;
import dev.digitgan.cli.fleet.Answers.Answer;
import dev.digitgan.cli.store.ModelOptions;
import dev.digitgan.cli.store.OpenModel;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.command.VersionNames;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks that a fleet draws what the trainer drew. */
@Command(
    name = "smoke",
    description = {
      "Has every replica draw, through its service, the images that a version's trainer recorded."
          + " They must be the same, or within one grey level if the CPU sums in another order.",
      ""
    })
final class SmokeCommand implements Callable<Integer> {
  @Mixin private final FleetOptions fleet = new FleetOptions();
  @Mixin private final ModelOptions stores = ModelOptions.read();
  @Mixin private final Output output = new Output();

  @Parameters(
      paramLabel = "VERSION",
      description = "The version to draw: " + VersionNames.STORE_FORMS + ".")
  private VersionName version = new VersionName.Latest();

  @Override
  public Integer call() throws IOException, CheckpointException, InterruptedException {
    Checkpoint checkpoint;
    try (OpenModel model = stores.open()) {
      checkpoint = model.reader().load(model.version(version));
    }
    GoldenSample golden =
        checkpoint
            .golden()
            .orElseThrow(
                () ->
                    new UserErrorException(
                        "version " + checkpoint.version() + " records no golden sample"));
    Answers<SampleResponse> answers =
        fleet.ask(
            stub ->
                stub.sample(
                    SampleRequest.newBuilder()
                        .setN(golden.images())
                        .setSeed(golden.seed())
                        .setVersion(checkpoint.version().toString())
                        .build()));
    int status = answers.exitStatus(answer -> problem(answer, checkpoint, golden).isEmpty());
    Table table = new Table("REPLICA", "DRAWS");
    for (Answer<SampleResponse> answer : answers.all()) {
      String problem = problem(answer, checkpoint, golden);
      table.row(
          answer.replica().toString(),
          problem.isEmpty() ? golden.images() + " images as its trainer did" : problem);
    }
    table.print(status == ExitStatus.DONE ? output.out() : output.err());
    if (answers.all().size() < answers.least()) {
      output.note("there are %d replicas, not %d", answers.all().size(), answers.least());
    }
    return status;
  }

  private static String problem(
      Answer<SampleResponse> answer, Checkpoint checkpoint, GoldenSample golden) {
    SampleResponse response = answer.value();
    if (response == null) {
      return answer.problem();
    }
    if (!response.getModel().getDigest().equals(checkpoint.digest().toString())) {
      return "model " + response.getModel().getDigest() + ", not " + checkpoint.digest();
    }
    try {
      golden.requireLike(response.getPixels().toByteArray());
      return "";
    } catch (CheckpointException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
