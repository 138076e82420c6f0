package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.store.testing.CountingStore;
import dev.digitgan.store.testing.StoreOperation;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A process that publishes once it is let go, for others to kill. Prints "stopped" and waits for
 * ever at the operation it was given, "version N" after each publish, and "operations N" at its
 * end.
 */
final class PublisherProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private PublisherProcess(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Where a process is to stop. */
  enum Side {
    BEFORE,
    AFTER
  }

  /**
   * @param weights a file that all publishes begin with; each adds a number of its own
   * @param operation at which the process stops; 0 = never
   */
  static PublisherProcess start(
      Location location, Path weights, int publishes, int operation, Side side) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), PublisherProcess.class.getName()));
    command.addAll(
        List.of(
            location.uri(),
            weights.toString(),
            Integer.toString(publishes),
            Integer.toString(operation),
            side.name()));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(location.environment());
      builder.redirectError(new File("/dev/null"));
      return new PublisherProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A store, and how a process comes to it. */
  record Location(String uri, Map<String, String> environment) {}

  /** Lets it publish. To start takes longest: many can be started beside each other before. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** The next line that the process prints; empty at its end. */
  Optional<String> nextLine() throws IOException {
    return Optional.ofNullable(output.readLine());
  }

  /** SIGKILL, and waits until the process is gone. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** Arguments: store, weights file, publishes, operation, side. */
  public static void main(String[] args) throws IOException {
    int stopAt = Integer.parseInt(args[3]);
    Side stopSide = Side.valueOf(args[4]);
    try (ObjectStore opened = StoreUri.open(args[0])) {
      CountingStore store =
          new CountingStore(
              opened,
              new CountingStore.Listener() {
                @Override
                public void before(StoreOperation operation) {
                  stop(operation, Side.BEFORE);
                }

                @Override
                public void after(StoreOperation operation) {
                  stop(operation, Side.AFTER);
                }

                private void stop(StoreOperation operation, Side side) {
                  if (operation.number() == stopAt && side == stopSide) {
                    System.out.println("stopped");
                    waitForEver();
                  }
                }
              });
      CheckpointPublisher publisher = new CheckpointPublisher(store, new CheckpointKeys("digits"));
      byte[] weights = Files.readAllBytes(Path.of(args[1]));
      if (System.in.read() < 0) {
        return; // The parent is gone.
      }
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Manifest manifest = publisher.publish(draft(weights, i));
        System.out.println("version " + manifest.getVersion());
      }
      System.out.println("operations " + store.operationCount());
    }
  }

  /** Weights of the process's own in each publish: the last number of the file is changed. */
  private static CheckpointDraft draft(byte[] file, int publish) {
    byte[] weights = file.clone();
    long own = ProcessHandle.current().pid() * 1000 + publish;
    for (int i = 0; i < 3; i++) {
      weights[weights.length - 4 + i] = (byte) (own >> (8 * i));
    }
    return new CheckpointDraft(
        TestCheckpoints.SPEC,
        "pytorch-2.7.1",
        weights,
        new byte[] {(byte) publish},
        Manifest.newBuilder().setSeed(own).build());
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
