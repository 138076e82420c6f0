package dev.digitgan.runtime.engine;

import dev.digitgan.command.MisuseException;
import picocli.CommandLine.Option;

/** Picocli mixin: what a service computes on. */
public final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "${env:DIGITGAN_DEVICE:-auto}",
      description = {
        "auto (a GPU where the engine has one, else the CPU), cpu, gpu or gpu:N.",
        "DIGITGAN_DEVICE; now ${DEFAULT-VALUE}."
      })
  private String device = "";

  public DeviceChoice device() {
    try {
      return DeviceChoice.parse(device);
    } catch (IllegalArgumentException e) {
      throw new MisuseException("--device: " + e.getMessage(), e);
    }
  }
}
