package dev.digitgan.k8s.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The script k8s/e2e with a kubectl that answers as a cluster would on which all goes well, unless
 * it is told otherwise.
 */
final class FakeCluster {
  private static final String KUBECTL =
      """
      #!/usr/bin/env bash
      # Files: calls; answers, whose lines are "STATUS|BEGINNING-OF-COMMAND|OUTPUT"; and what there is.
      cd "$(dirname "$0")"
      [[ "$1 $2" == "--context c1" ]] || exit 99
      shift 2
      [[ "$1" != --namespace ]] || { [[ "$2" == digitgan-e2e ]] || exit 98; shift 2; }
      echo "$*" >>calls
      while IFS='|' read -r status beginning output; do
        if [[ "$*" == "$beginning"* ]]; then
          echo "$output"
          exit "$status"
        fi
      done <answers
      nth() { echo "$1" >>times; grep -c -x -F -e "$1" times; }
      case "$*" in
        "get namespace "*) [[ ! -f namespace ]] || echo namespace/digitgan-e2e ;;
        "delete namespace "*) rm -f namespace ;;
        "apply -k "*)
          touch namespace
          sed -n 's/^ *newTag: "\\(.*\\)"/\\1/p' "$3/kustomization.yaml" | head -n 1 >tag
          [[ ! -f real-kubectl ]] || "$(cat real-kubectl)" kustomize "$3" >rendered.yaml
          echo namespace/digitgan-e2e created
          ;;
        "get pvc/"*) echo Bound ;;
        "get job/"*".status.ready}") echo 1 ;;
        "get job/restart-calls "* | "get job/eviction-calls "*) [[ $(nth "$2") -le 2 ]] || echo Complete ;;
        "get job/"*) echo Complete ;;
        "get deployment/generator "*image}) echo "ghcr.io/digitgan/generator-service:$(cat tag)" ;;
        "get deployment/generator "*) echo 2 ;;
        "get deployment generator "*) [[ -f deleted ]] || echo deployment.apps/generator ;;
        "get statefulset/store "*) echo 1 ;;
        "get pods "*) echo generator-a generator-b ;;
        "rollout status "*) echo 'deployment "generator" successfully rolled out' ;;
        "create job "*"--dry-run=client"*) echo "kind: Job" ;;
        "create --raw "*) [[ $(nth "$3") -ge 2 ]] ;;
        "logs --selector="*) echo "run run-1 resumes after step 12, saved by owner 1" ;;
        "logs job/first-model"*) echo "published version 1" ;;
        "logs "*) printf '%s\\n' "64 digits of seed 1" "epoch 1/9, step 2/9" "calls: 3, failed: 0" "calls: 150, failed: 0" ;;
        "delete -k "*) touch deleted ;;
      esac
      """;

  private final Path directory;

  FakeCluster(Path directory) throws IOException {
    this.directory = directory;
    Path kubectl = Files.writeString(directory.resolve("kubectl"), KUBECTL);
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(directory.resolve("tmp"));
    answers();
  }

  /** Lines "STATUS|BEGINNING-OF-COMMAND|OUTPUT". */
  void answers(String... lines) throws IOException {
    Files.write(directory.resolve("answers"), List.of(lines));
  }

  /** What is applied is rendered by a real kubectl. */
  void rendersBy(Tool kubectl) throws IOException {
    Files.writeString(directory.resolve("real-kubectl"), kubectl.command().get(0));
  }

  String rendered() throws IOException {
    return Files.readString(directory.resolve("rendered.yaml"));
  }

  void hasNamespace() throws IOException {
    Files.createFile(directory.resolve("namespace"));
  }

  /** Whether the namespace is there. */
  boolean namespaceIsThere() {
    return Files.exists(directory.resolve("namespace"));
  }

  List<String> calls() throws IOException {
    Path calls = directory.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** What the script left in its temporary folder. */
  List<String> leftovers() throws IOException {
    try (var files = Files.list(directory.resolve("tmp"))) {
      return files.map(Path::toString).toList();
    }
  }

  Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", Manifests.HOME.resolve("e2e").toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("printed").toFile());
    builder.environment().put("KUBECTL", directory.resolve("kubectl").toString());
    builder.environment().put("TMPDIR", directory.resolve("tmp").toString());
    builder.environment().put("E2E_INTERVAL", "0.05");
    return builder.start();
  }

  /** How one run ended, and what it printed. */
  record Result(int status, List<String> lines) {}

  Result result(Process process) throws IOException, InterruptedException {
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(directory.resolve("printed"), UTF_8);
    assertThat(ended).as(lines.toString()).isTrue();
    return new Result(process.exitValue(), lines);
  }

  Result run(String... options) throws IOException, InterruptedException {
    return result(start(options));
  }
}
