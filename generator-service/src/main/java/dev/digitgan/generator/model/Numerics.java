package dev.digitgan.generator.model;

import ai.djl.Device;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.engine.EngineIdentity;

/**
 * What the low bits of a forward pass depend on besides the model.
 *
 * @param engine and its version, e.g. "pytorch-2.7.1"
 * @param deviceFamily e.g. "cpu-x86_64"
 */
public record Numerics(String engine, String deviceFamily, Precision precision) {
  /** Returns this process's numerics. Loads the engine. */
  public static Numerics of(Device device, Precision precision) {
    return new Numerics(EngineIdentity.engine(), EngineIdentity.deviceFamily(device), precision);
  }
}
