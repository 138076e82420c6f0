package dev.digitgan.cli.generator;

import dev.digitgan.generator.v1.Fingerprint;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws digits into one PNG sheet. */
@Command(
    name = "sample",
    description = {
      "Draws digits and writes them as one PNG sheet, ceil(sqrt(n)) columns.",
      "",
      "The same version always draws the same image i of a seed, however many are asked for.",
      "",
      "Example: digitgan sample --n 64 --seed 7 --out digits.png",
      ""
    })
public final class SampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--n",
      paramLabel = "IMAGES",
      defaultValue = "64",
      description = "Images to draw; now ${DEFAULT-VALUE}.")
  private int n;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "Seed of the images; now ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--offset",
      paramLabel = "INDEX",
      defaultValue = "0",
      description = "Index of the first image in the seed's sequence; now ${DEFAULT-VALUE}.")
  private long offset;

  @Option(
      names = "--digit",
      paramLabel = "CLASS",
      description = "The class to draw, for a model that has classes.")
  private @Nullable Integer digit;

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      defaultValue = "",
      description =
          "A loaded version: its number, or sha256:... of the model. By default, the version that"
              + " is being served.")
  private String version = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "digits.png",
      description = "Where the sheet is written; now ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws InterruptedException, IOException {
    SampleRequest.Builder request =
        SampleRequest.newBuilder()
            .setN(n)
            .setSeed(seed)
            .setOffset(offset)
            .setVersion(version)
            .setEncoding(ImageEncoding.IMAGE_ENCODING_PNG_GRID);
    if (digit != null) {
      request.setDigit(digit);
    }
    SampleResponse response = server.call(stub -> stub.sample(request.build()));
    try {
      Files.write(out, response.getPng(0).toByteArray());
    } catch (IOException e) {
      throw new IOException("cannot write " + out + ": " + e, e);
    }
    Fingerprint fingerprint = response.getFingerprint();
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d digits of seed %d, drawn by version %d of %s (%s, recipe %s) on %s %s %s: %s%n",
            n,
            seed,
            response.getModel().getVersion(),
            response.getModel().getModel(),
            response.getModel().getDigest(),
            response.getModel().getRecipe(),
            fingerprint.getEngine(),
            fingerprint.getDeviceFamily(),
            fingerprint.getPrecision(),
            out.toAbsolutePath());
    return 0;
  }
}
