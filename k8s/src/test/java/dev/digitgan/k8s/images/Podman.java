package dev.digitgan.k8s.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Podman with images and containers of its own, all of which are gone on close. */
final class Podman implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** As a cluster runs them under the restricted profile, and with nowhere to write. */
  private static final List<String> RESTRICTIONS =
      List.of(
          "--read-only",
          "--read-only-tmpfs=false",
          "--cap-drop=all",
          "--security-opt=no-new-privileges",
          "--user=10001:10001",
          // Podman's own are more than a user may have.
          "--ulimit=nofile=4096:4096",
          "--ulimit=nproc=4096:4096");

  private final Path directory;
  private final List<String> podman;

  /**
   * @param directory for all that it stores
   */
  Podman(Path directory) {
    this.directory = directory;
    this.podman =
        List.of(
            "podman",
            "--root=" + directory.resolve("root"),
            "--runroot=" + directory.resolve("run"),
            "--runtime=runc",
            "--cgroup-manager="
                + (Files.isDirectory(Path.of("/run/systemd/system")) ? "systemd" : "cgroupfs"));
  }

  /** The name of the image that is in {@code archive}. */
  String load(Path archive) throws IOException, InterruptedException {
    String printed = podman("load", "--quiet", "--input=" + archive);
    return printed.substring(printed.indexOf(": ") + 2).strip();
  }

  /** Runs a container under the restrictions, to its end or, with --detach, from now on. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("run"));
    command.addAll(RESTRICTIONS);
    command.addAll(List.of(arguments));
    return podman(command.toArray(String[]::new));
  }

  /** What a program in a running container prints. */
  byte[] exec(String container, String... command) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(podman);
    whole.addAll(List.of("exec", container));
    whole.addAll(List.of(command));
    return Command.bytes(directory, PATIENCE, whole);
  }

  /** What it printed. */
  String podman(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(podman);
    command.addAll(List.of(arguments));
    return Command.run(directory, PATIENCE, command);
  }

  @Override
  public void close() throws IOException {
    try {
      podman("rm", "--all", "--force", "--time=0");
      podman("volume", "rm", "--all", "--force");
      podman("rmi", "--all", "--force");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
