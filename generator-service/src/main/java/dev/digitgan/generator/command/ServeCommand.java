package dev.digitgan.generator.command;

import ai.djl.Device;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.generator.model.Numerics;
import dev.digitgan.generator.server.CheckpointSettings;
import dev.digitgan.generator.server.GeneratorServer;
import dev.digitgan.generator.server.GeneratorSettings;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.runtime.command.ServicePorts;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.runtime.engine.DeviceOptions;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.runtime.grpc.TransportOptions;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Serves the newest checkpoint of a model over gRPC.",
      "",
      "Starts with or without a checkpoint in the store. Loads each newer one while the last one serves, and swaps when"
          + " it is verified and warm. After SIGTERM, ends when the last accepted request is answered.%n"
    },
    footer = {
      "",
      "Each option takes its default from the variable that it names.",
      "DIGITGAN_LOG_LEVEL (INFO) and DIGITGAN_LOG_FORMAT (json, else text) set the log, on stderr.",
      "Exit status: 0 ended in order, 1 failed (another try may succeed), 2 not understood (it would not).",
      "",
      "  generator-service serve --store /var/digitgan/store --http-port 0"
    })
public final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);
  private static final String SERVICE = "generator";
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final Shutdown shutdown;

  @Mixin private final StoreOptions stores = StoreOptions.ofService();
  @Mixin private final DeviceOptions devices = new DeviceOptions();
  @Mixin private final ServeOptions options = new ServeOptions();
  @Mixin private final TransportOptions transport = new TransportOptions("DIGITGAN_GENERATOR");

  public ServeCommand(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws InterruptedException {
    CheckpointSettings checkpoints = stated(options::checkpoints);
    CheckpointKeys keys = stated(() -> new CheckpointKeys(stores.model()));
    shutdown.limit(options.drainGrace().plus(CLOSING), ExitStatus.FAILED);
    EngineSettings.ONE_THREAD.apply();
    Device device = devices.device();
    GeneratorSettings settings =
        stated(() -> options.settings(device, checkpoints, transport.transport()));
    Numerics numerics = Numerics.of(device, options.precision());
    try (ObjectStore store = stated(() -> StoreUri.open(stores.store()));
        GeneratorServer server = new GeneratorServer(settings, store, keys, device, numerics)) {
      server.start();
      announce(server.ports());
      log.info("serves model {} of {} on {}", keys.model(), store, numerics.deviceFamily());
      shutdown.await();
      log.info("ends: answers accepted calls for at most {} s", options.drainGrace().toSeconds());
      boolean answered = server.drain(options.drainGrace());
      if (!answered) {
        log.warn("calls are cut off: they took longer than --drain-grace");
      }
      return answered ? 0 : 1;
    }
  }

  private void announce(ServicePorts ports) {
    Optional<Path> file = options.portsFile();
    if (file.isPresent()) {
      try {
        ports.write(file.get(), SERVICE);
      } catch (IOException e) {
        throw new UserErrorException("--ports-file: cannot write " + file.get() + ": " + e, e);
      }
    }
    Logging.announce(ports.startLine(SERVICE));
  }

  /** Reports a value that its own type refuses as the user's error. */
  private static <T> T stated(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }
}
