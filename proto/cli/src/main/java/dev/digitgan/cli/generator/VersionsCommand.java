package dev.digitgan.cli.generator;

import dev.digitgan.cli.console.Texts;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.ListVersionsResponse;
import dev.digitgan.generator.v1.ModelInfo;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the versions that a generator has loaded. */
@Command(
    name = "versions",
    description =
        "Lists the versions that a generator has loaded, newest first; * marks the one that is"
            + " served.")
public final class VersionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ServerOptions server = new ServerOptions();

  @Override
  public Integer call() throws InterruptedException {
    ListVersionsResponse response =
        server.call(stub -> stub.listVersions(ListVersionsRequest.getDefaultInstance()));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("  %-8s %-10s %-20s %s%n", "VERSION", "RECIPE", "CREATED", "DIGEST");
    response
        .getVersionsList()
        .forEach(
            loaded -> {
              ModelInfo model = loaded.getModel();
              out.printf(
                  Locale.ROOT,
                  "%s %-8d %-10s %-20s %s%n",
                  loaded.getServing() ? "*" : " ",
                  model.getVersion(),
                  model.getRecipe(),
                  Texts.time(model.getCreateTime()),
                  model.getDigest());
            });
    return 0;
  }
}
