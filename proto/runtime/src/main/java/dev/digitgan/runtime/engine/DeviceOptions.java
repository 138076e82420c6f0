package dev.digitgan.runtime.engine;

import ai.djl.Device;
import dev.digitgan.command.MisuseException;
import dev.digitgan.text.WholeNumbers;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Picocli mixin: the device that a service computes on. */
public final class DeviceOptions {
  private static final Pattern FORM = Pattern.compile("auto|cpu|gpu(?::(\\d{1,4}))?");

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "${env:DIGITGAN_DEVICE:-auto}",
      description = {
        "auto (a GPU where the engine has one, else the CPU), cpu, gpu or gpu:N.",
        "DIGITGAN_DEVICE; now ${DEFAULT-VALUE}."
      })
  private String device = "";

  /** Finds the device; throws {@link MisuseException} if it is not here. */
  public Device device() {
    try {
      return find(device);
    } catch (IllegalArgumentException e) {
      throw new MisuseException("--device: " + e.getMessage(), e);
    }
  }

  /**
   * Finds the device that {@code text} names: "auto", "cpu", "gpu" or "gpu:N". Loads the engine,
   * but not for "cpu".
   *
   * @throws IllegalArgumentException if {@code text} has another form
   * @throws MisuseException if the device is not here
   */
  public static Device find(String text) {
    return find(text, EngineIdentity::gpuCount);
  }

  static Device find(String text, IntSupplier gpus) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("device \"" + text + "\" is not auto, cpu, gpu or gpu:N");
    }
    if (text.equals("cpu")) {
      return Device.cpu();
    }
    int gpuCount = gpus.getAsInt();
    if (text.equals("auto") && gpuCount == 0) {
      return Device.cpu();
    }
    String number = form.group(1);
    int gpu = number == null ? 0 : WholeNumbers.parseInt(number);
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
}
