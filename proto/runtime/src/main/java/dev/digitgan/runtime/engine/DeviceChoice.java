package dev.digitgan.runtime.engine;

import ai.djl.Device;
import dev.digitgan.command.MisuseException;
import dev.digitgan.text.WholeNumbers;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A device as a person asks for it: "auto", "cpu", "gpu" or "gpu:N". */
public final class DeviceChoice {
  private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,4}))?");

  private enum Kind {
    AUTO,
    CPU,
    GPU
  }

  private final String text;
  private final Kind kind;
  private final int gpu;

  private DeviceChoice(String text, Kind kind, int gpu) {
    this.text = text;
    this.kind = kind;
    this.gpu = gpu;
  }

  /** IllegalArgumentException for anything else than the four forms. */
  public static DeviceChoice parse(String text) {
    Matcher gpu = GPU.matcher(text);
    if (gpu.matches()) {
      String number = gpu.group(1);
      return new DeviceChoice(text, Kind.GPU, number == null ? 0 : WholeNumbers.parseInt(number));
    }
    return switch (text) {
      case "auto" -> new DeviceChoice(text, Kind.AUTO, 0);
      case "cpu" -> new DeviceChoice(text, Kind.CPU, 0);
      default ->
          throw new IllegalArgumentException(
              "device \"" + text + "\" is none of auto, cpu, gpu, gpu:N");
    };
  }

  /** The device here; {@link MisuseException} where it is not there. Loads the engine. */
  public Device resolve() {
    return kind == Kind.CPU ? Device.cpu() : resolve(EngineIdentity.gpuCount());
  }

  Device resolve(int gpuCount) {
    if (kind == Kind.CPU || (kind == Kind.AUTO && gpuCount == 0)) {
      return Device.cpu();
    }
    if (gpu >= gpuCount) {
      throw new MisuseException(
          "device \"%s\" is not here: the engine finds %s".formatted(text, described(gpuCount)));
    }
    return Device.gpu(gpu);
  }

  private static String described(int gpuCount) {
    return switch (gpuCount) {
      case 0 -> "no GPU (use cpu or auto)";
      case 1 -> "one GPU, gpu:0";
      default -> String.format(Locale.ROOT, "%d GPUs, gpu:0 to gpu:%d", gpuCount, gpuCount - 1);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
