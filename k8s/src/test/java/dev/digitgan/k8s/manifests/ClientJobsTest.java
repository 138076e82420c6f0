package dev.digitgan.k8s.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The jobs of the command line: who calls the generators from within, and who clears the store. */
final class ClientJobsTest {
  private static final String PROGRAM = "/app/bin/digitgan";

  private static Stream<Manifests> all() {
    return Manifests.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void bothAreTemplatesUntilTheyAreGivenLeave(Manifests manifests) {
    for (String name : List.of("client", "gc")) {
      JsonNode job = manifests.pod("CronJob " + name).object();
      assertThat(job.path("spec").path("suspend").asBoolean()).as(name).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theClientMayCallTheGeneratorsByTheirHeadlessName(Manifests manifests) {
    PodTemplate client = manifests.pod("CronJob client");
    JsonNode service = manifests.object("Service", "generator").path("spec");
    assertThat(service.path("clusterIP").asString("")).isEqualTo("None");
    assertThat(client.environment(manifests))
        .containsEntry(
            "DIGITGAN_SERVER", "generator:" + service.path("ports").path(0).path("port").asInt());
    JsonNode allowed =
        manifests
            .object("NetworkPolicy", "generator-clients")
            .path("spec")
            .path("ingress")
            .path(0)
            .path("from")
            .path(0)
            .path("podSelector")
            .path("matchLabels");
    allowed.forEachEntry(
        (label, value) -> assertThat(client.labels().path(label)).as(label).isEqualTo(value));
    // Nothing goes out of a pod of this namespace that no policy names.
    JsonNode out = manifests.object("NetworkPolicy", "client").path("spec");
    assertThat(out.path("podSelector").path("matchLabels")).isEqualTo(allowed);
    JsonNode to = out.path("egress").path(0).path("to").path(0).path("podSelector");
    assertThat(to)
        .isEqualTo(
            manifests
                .object("NetworkPolicy", "generator-clients")
                .path("spec")
                .path("podSelector"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theCleanUpIsUnderstoodAndHasTheStore(Manifests manifests) throws Exception {
    PodTemplate gc = manifests.pod("CronJob gc");
    assertThat(gc.labels().path("digitgan.dev/store-client").asString("")).isEqualTo("true");
    assertThat(gc.environment(manifests))
        .containsKeys(
            "DIGITGAN_STORE",
            "DIGITGAN_MODEL",
            "AWS_ENDPOINT_URL_S3",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY");
    List<String> arguments =
        gc.container().path("args").valueStream().map(a -> a.asString("")).toList();
    CommandLine.ParseResult parsed = CommandVariables.digitgan().parseArgs(strings(arguments));
    CommandLine.ParseResult cleanUp = parsed.subcommand().subcommand();
    assertThat(cleanUp.commandSpec().name()).isEqualTo("gc");
    assertThat(cleanUp.hasMatchedOption("--delete")).isTrue();
    assertThat(cleanUp.<Integer>matchedOptionValue("--keep", 0)).isGreaterThanOrEqualTo(10);
  }

  /** The script itself, with a program that fails as often as it is told. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3, 1"})
  void theClientFailsIfACallDoes(int failures, int status, @TempDir Path directory)
      throws Exception {
    PodTemplate client = Manifests.of("overlays/local").pod("CronJob client");
    assertThat(client.container().path("command").path(0).asString("")).isEqualTo("bash");
    Path program =
        Files.writeString(
            directory.resolve("digitgan"),
            """
            #!/usr/bin/env bash
            echo "$*" >>"%1$s/calls"
            [ "$(wc -l <"%1$s/calls")" -gt %2$s ]
            """
                .formatted(directory.toString(), Integer.toString(failures)));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    String script = client.container().path("args").path(0).asString("");
    assertThat(script).contains(PROGRAM);
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", script.replace(PROGRAM, program.toString()))
            .redirectErrorStream(true);
    builder.environment().putAll(Map.of("CALLS", "3"));
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isEqualTo(status);
    assertThat(printed).isEqualTo("calls: 3, failed: " + failures + "\n");
    List<String> calls = Files.readAllLines(directory.resolve("calls"));
    assertThat(calls).hasSize(3);
    CommandVariables.digitgan().parseArgs(calls.get(2).split(" ", -1));
  }

  private static String[] strings(List<String> arguments) {
    return arguments.toArray(String[]::new);
  }
}
