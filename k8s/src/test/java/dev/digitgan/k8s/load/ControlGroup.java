package dev.digitgan.k8s.load;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A memory limit that the kernel holds processes to, as a container's: the one that goes over it is
 * killed. Made where this process may make control groups, of either version; removed on close,
 * once its processes have ended.
 */
final class ControlGroup implements AutoCloseable {
  private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/memory");
  private static final Path SECOND_VERSION = Path.of("/sys/fs/cgroup");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final String peak;

  private ControlGroup(Path directory, String peak) {
    this.directory = directory;
    this.peak = peak;
  }

  /** Empty where none can be made. */
  static Optional<ControlGroup> ofMemory(long bytes) {
    String name = "digitgan-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    return Files.exists(SECOND_VERSION.resolve("cgroup.controllers"))
        ? made(SECOND_VERSION.resolve(name), "memory.max", "memory.peak", bytes)
        : made(
            FIRST_VERSION.resolve(name),
            "memory.limit_in_bytes",
            "memory.max_usage_in_bytes",
            bytes);
  }

  private static Optional<ControlGroup> made(
      Path directory, String limit, String peak, long bytes) {
    try {
      Files.createDirectory(directory);
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      // Not created if it is not there: that is a system on which memory is not to be limited.
      Files.writeString(directory.resolve(limit), Long.toString(bytes));
      return Optional.of(new ControlGroup(directory, peak));
    } catch (IOException e) {
      new ControlGroup(directory, peak).close();
      return Optional.empty();
    }
  }

  /** What runs a command in this group. */
  List<String> entering() {
    return List.of("sh", "-c", "echo $$ >'" + directory + "/cgroup.procs' && exec \"$@\"", "sh");
  }

  /** The most that its processes held together, pages of files that they read among it. */
  Optional<Long> peakBytes() {
    try {
      return Optional.of(Long.parseLong(Files.readString(directory.resolve(peak)).strip()));
    } catch (IOException e) {
      return Optional.empty(); // Kernels before 5.19 do not tell in the second version.
    }
  }

  @Override
  public void close() {
    await("end of all processes in " + directory)
        .atMost(PATIENCE)
        .ignoreException(UncheckedIOException.class)
        .until(this::removed);
  }

  private boolean removed() {
    try {
      Files.deleteIfExists(directory);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A killed process stays for a moment.
    }
  }
}
