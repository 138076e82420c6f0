package dev.digitgan.generator.bench;

import ai.djl.engine.Engine;
import dev.digitgan.generator.bench.BenchSettings.Placement;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.Processor;
import dev.digitgan.testing.bench.PythonInterpreter;
import io.grpc.internal.GrpcUtil;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the numbers were measured on and with. */
final class Machine {
  private Machine() {}

  static Map<String, String> facts(BenchSettings settings, Optional<PythonInterpreter> python) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("machine", Processor.text());
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
}
