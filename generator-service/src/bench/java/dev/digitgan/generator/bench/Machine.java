package dev.digitgan.generator.bench;

import ai.djl.engine.Engine;
import dev.digitgan.generator.bench.BenchSettings.Placement;
import dev.digitgan.runtime.engine.EngineIdentity;
import io.grpc.internal.GrpcUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the numbers were measured on and with. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  static Map<String, String> facts(BenchSettings settings, Optional<PythonInterpreter> python) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "machine",
        "%s, %s, %d cores"
            .formatted(
                processor(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Cores.allowed().size()));
    facts.put("cores", cores(settings));
    facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
    facts.put("engine", EngineIdentity.engine() + " by DJL " + Engine.getDjlVersion());
    facts.put("gRPC", GrpcUtil.getGrpcBuildVersion().getImplementationVersion());
    facts.put(
        "Python",
        python
            .map(found -> found.versions() + "; " + found.executable())
            .orElse("skipped: no python3 here has torch and grpc"));
    return facts;
  }

  private static String cores(BenchSettings settings) {
    Placement placement = settings.placement();
    String workers = settings.workerCount() == 1 ? "1 worker" : settings.workerCount() + " workers";
    if (!Cores.canPin()) {
      return workers + "; nothing is bound to cores: there is no taskset";
    }
    String shared =
        placement.serverCores().stream().anyMatch(placement.clientCores()::contains)
            ? ", SHARED: no figure below is worth much"
            : "";
    return "servers and raw engine on %s (%s), client on %s%s"
        .formatted(
            Cores.text(placement.serverCores()),
            workers,
            Cores.text(placement.clientCores()),
            shared);
  }

  private static String processor() {
    try {
      for (String line : Files.readAllLines(PROCESSORS)) {
        if (line.startsWith(MODEL)) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      // No Linux.
    }
    return System.getProperty("os.arch", "unknown");
  }
}
