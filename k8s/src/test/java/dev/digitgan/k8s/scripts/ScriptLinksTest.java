package dev.digitgan.k8s.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script finds its tree, whatever name it is called by, also where readlink has no -f. */
final class ScriptLinksTest {
  private static final String FINDS_ITSELF =
      """
      # The directory of this script, even if it is called through symbolic links; macOS before 12.3 has no readlink -f.
      self=${BASH_SOURCE[0]}
      while [[ -L "$self" ]]; do
        link=$(readlink "$self")
        [[ "$link" == /* ]] || link=$(dirname "$self")/$link
        self=$link
      done
      here=$(CDPATH='' cd -P -- "$(dirname "$self")" && pwd)
      """;

  private final Path directory;
  private final ScriptTree tree;

  ScriptLinksTest(@TempDir Path directory) throws IOException {
    this.directory = directory.toRealPath();
    this.tree = new ScriptTree(this.directory.resolve("a tree"));
  }

  /** Each script, arguments, and part of what it prints then in the folder TREE. */
  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of(
            "generator-service/bin/generator-service",
            List.of("serve"),
            "-jar TREE/generator-service/target/generator-service.jar serve"),
        Arguments.of(
            "trainer-service/bin/trainer-service",
            List.of("train"),
            "-jar TREE/trainer-service/target/trainer-service.jar train"),
        Arguments.of(
            "proto/cli/bin/digitgan",
            List.of("versions"),
            "-jar TREE/proto/cli/target/digitgan.jar versions"),
        Arguments.of(
            "k8s/pipeline/retrain",
            List.of("--run", "r", "--fleet", "f:1"),
            "-jar TREE/trainer-service/target/trainer-service.jar train --run r"),
        Arguments.of("k8s/e2e", List.of("--help"), "k8s/e2e --context NAME"),
        Arguments.of(".ci/run", List.of(), "mvn in TREE\n"),
        Arguments.of("docs/make-recipes", List.of("--help"), "docs/make-recipes [GROUP...]"),
        Arguments.of("quickstart", List.of("--help"), "./quickstart --serve"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aScriptFindsWhatLiesBesideIt(String name, List<String> arguments, String printed)
      throws Exception {
    String expected = printed.replace("TREE", tree.path("").toString());
    Path script = tree.path(name);
    Path links = Files.createDirectories(directory.resolve("my links/deep"));
    Path absolute = Files.createSymbolicLink(links.resolve("absolute"), script);
    Path relative = Files.createSymbolicLink(links.resolve("relative"), links.relativize(script));
    Path chained =
        Files.createSymbolicLink(
            links.resolveSibling("chained"), Path.of("deep").resolve(relative.getFileName()));

    for (Path called : List.of(script, absolute, relative, chained)) {
      assertThat(tree.call(Path.of("/"), called.toString(), arguments)).contains(expected);
      String below = directory.relativize(called).toString();
      assertThat(tree.call(directory, below, arguments)).contains(expected);
    }
  }

  @Test
  void thePrometheusRuleIsMadeInItsTreeByALinkToo() throws Exception {
    Path link =
        Files.createSymbolicLink(
            directory.resolve("make rule"), tree.path("k8s/monitoring/operator-rule"));
    assertThat(tree.call(Path.of("/"), link.toString(), List.of())).isEmpty();
    assertThat(tree.path("k8s/components/prometheus-operator/prometheus-rule.yaml"))
        .hasSameTextualContentAs(
            ScriptTree.source("k8s/components/prometheus-operator/prometheus-rule.yaml"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void eachScriptLooksForItselfInTheOneWay(Path script) throws IOException {
    String text = Files.readString(script);
    assertThat(text).contains(FINDS_ITSELF);
    assertThat(text.replace(FINDS_ITSELF, "")).doesNotContain("BASH_SOURCE", "readlink");
  }

  static Stream<Path> scripts() {
    return ScriptTree.SCRIPTS.stream().map(ScriptTree::source);
  }
}
