package dev.digitgan.cli.generator;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.ListVersionsResponse;
import dev.digitgan.generator.v1.ModelInfo;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what a generator has loaded. */
@Command(
    name = "versions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the versions that a generator has loaded, newest first; * is served.")
public final class VersionsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private final ServerOptions server = new ServerOptions();

  /** Only picocli makes one. */
  VersionsCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    ListVersionsResponse response =
        server.call(stub -> stub.listVersions(ListVersionsRequest.getDefaultInstance()));
    PrintWriter out = stdout();
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
                  Timestamps.toString(model.getCreateTime()).replaceAll("\\.\\d+Z$", "Z"),
                  model.getDigest());
            });
    return 0;
  }

  private PrintWriter stdout() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets this");
    }
    return spec.commandLine().getOut();
  }
}
