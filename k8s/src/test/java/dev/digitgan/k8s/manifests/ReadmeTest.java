package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command lines of the pages name what is there, and build what they use. */
final class ReadmeTest {
  private static final Path TREE = Manifests.HOME.resolve("..").normalize();
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern MODULES = Pattern.compile("-pl ([a-z0-9,/-]+)");
  private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/])([a-z0-9/-]+)/bin/[a-z-]+");
  private static final Pattern PATH = Pattern.compile("(?<![\\w/.])k8s/[a-z0-9./-]*[a-z0-9]");
  private static final Pattern CRON_JOB = Pattern.compile("cronjob[/ ]([a-z]+)");

  /** On a clean clone nothing else has been built. */
  @Test
  void theFirstDigitBuildsAllThatItRuns() throws IOException {
    String block =
        find(BLOCK, Manifests.text("README.md"))
            .filter(text -> text.contains("-Pimage"))
            .findFirst()
            .orElseThrow();
    Set<String> built =
        find(MODULES, block)
            .flatMap(list -> Stream.of(list.split(",", -1)))
            .collect(Collectors.toSet());
    assertThat(built).containsAll(find(SCRIPT, block).toList());
    assertThat(find(SCRIPT, block)).contains("proto/cli");
    for (PodTemplate pod : Manifests.of("overlays/local").own()) {
      String image = pod.container().path("image").asString("");
      String artifact = image.replaceAll(".*/|:.*", "");
      assertThat(built).as(image).anyMatch(module -> isOf(artifact, module));
      assertThat(block).contains("load image-archive");
    }
  }

  private static boolean isOf(String artifact, String module) {
    try {
      return Files.readString(TREE.resolve(module).resolve("pom.xml"))
          .contains("  <artifactId>" + artifact + "</artifactId>");
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "k8s/README.md",
        "docs/benchmarks.md",
        "docs/clients.md",
        "docs/models-and-pipeline.md",
        "docs/operations.md",
        "docs/training.md",
        ".github/CONTRIBUTING.md"
      })
  void whateverIsNamedIsThere(String page) throws IOException {
    String text = Files.readString(TREE.resolve(page));
    List<String> commands = find(BLOCK, text).toList();
    assertThat(commands).isNotEmpty();
    for (String command : commands) {
      find(MODULES, command)
          .flatMap(list -> Stream.of(list.split(",", -1)))
          .forEach(module -> assertThat(TREE.resolve(module).resolve("pom.xml")).isRegularFile());
      find(PATH, command).forEach(path -> assertThat(TREE.resolve(path)).exists());
    }
    Set<String> cronJobs =
        Manifests.all()
            .flatMap(manifests -> manifests.kind("CronJob"))
            .map(Manifests::nameOf)
            .collect(Collectors.toSet());
    assertThat(cronJobs).containsAll(find(CRON_JOB, String.join("\n", commands)).toList());
  }

  private static Stream<String> find(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(Math.min(1, found.groupCount())));
  }
}
