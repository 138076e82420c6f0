package dev.digitgan.runtime.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Identifies the engine and its device, as part of a numerics class. */
public final class EngineIdentity {
  private static final Path DRIVER_GPUS = Path.of("/proc/driver/nvidia/gpus");

  private EngineIdentity() {}

  /** Returns engine and version, e.g. "pytorch-2.7.1". Loads the engine. */
  public static String engine() {
    return "pytorch-" + loaded().getVersion();
  }

  /** Returns, for example, "cpu-x86_64" or "cuda-nvidia-h200". Loads the engine for a GPU. */
  public static String deviceFamily(Device device) {
    return device.isGpu() ? "cuda-" + gpuModel(device) : "cpu-" + architecture();
  }

  /** Returns how many GPUs the engine, as built, can compute on. Loads the engine. */
  public static int gpuCount() {
    Engine engine = loaded();
    return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
  }

  /** Returns the engine, after loading it if necessary. */
  static Engine loaded() {
    return Engine.getEngine("PyTorch");
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "unknown").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x64" -> "x86_64";
      case "arm64" -> "aarch64";
      default -> name;
    };
  }

  /** Returns the model if all GPUs are of one kind, else the compute capability, e.g. "sm90". */
  private static String gpuModel(Device device) {
    Set<String> models = driverModels(DRIVER_GPUS);
    if (models.size() == 1) {
      return models.iterator().next();
    }
    return "sm" + CudaUtils.getComputeCapability(device.getDeviceId());
  }

  static Set<String> driverModels(Path gpus) {
    Set<String> models = new TreeSet<>();
    try (DirectoryStream<Path> cards = Files.newDirectoryStream(gpus)) {
      for (Path card : cards) {
        for (String line : Files.readAllLines(card.resolve("information"))) {
          if (line.startsWith("Model:")) {
            String model = line.substring("Model:".length()).strip();
            models.add(model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
          }
        }
      }
    } catch (IOException e) {
      return Set.of(); // Without a driver directory, the caller uses another name.
    }
    return models;
  }
}
