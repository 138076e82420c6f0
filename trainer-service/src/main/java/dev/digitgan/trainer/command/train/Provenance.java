package dev.digitgan.trainer.command.train;

import ai.djl.Device;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.v1.Run;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What never changes of a run, for its manifests, its states and those who watch it.
 *
 * @param threadCount of one operation of the engine
 */
record Provenance(RunPlan plan, DigitSet data, Device device, int threadCount) {

  Manifest manifest() {
    return Manifest.newBuilder()
        .setRun(plan.run())
        .setRecipe(plan.recipe().name())
        .putAllSettings(settings())
        .setDataSet(dataSet())
        .setSeed(plan.seed())
        .setCodeRevision(CodeRevision.text())
        .build();
  }

  /**
   * What a state must agree with for the run to go on from it.
   *
   * @param owner number of the one that saves
   */
  TrainingState state(long owner) {
    return TrainingState.newBuilder()
        .setRun(plan.run())
        .setRecipe(plan.recipe().name())
        .putAllSettings(numericSettings())
        .setDataSet(dataSet())
        .setSeed(plan.seed())
        .setCodeRevision(CodeRevision.text())
        .setOwner(owner)
        .build();
  }

  Run run(String model, Instant startedAt) {
    return Run.newBuilder()
        .setRun(plan.run())
        .setModel(model)
        .setRecipe(plan.recipe().name())
        .setDataSet(data.name())
        .setDevice(deviceName())
        .setSeed(plan.seed())
        .setStartTime(Timestamps.fromMillis(startedAt.toEpochMilli()))
        .build();
  }

  /** As it is named on the command line. */
  String deviceName() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  private DataSet dataSet() {
    return DataSet.newBuilder()
        .setName(data.name())
        .setDigest(data.digest())
        .setImages(data.count())
        .build();
  }

  /** All there are. */
  private Map<String, String> settings() {
    Map<String, String> settings = numericSettings();
    settings.put("epochs", Integer.toString(plan.epochs()));
    settings.put("publish-every", Integer.toString(plan.publishEveryEpochs()));
    plan.timeLimit().ifPresent(limit -> settings.put("time-limit", limit.toMillis() + "ms"));
    settings.put(NumericSettings.DEVICE, deviceName());
    return settings;
  }

  /** Those that the weights after so many steps, and the epochs' means, depend on. */
  private Map<String, String> numericSettings() {
    Map<String, String> settings = new TreeMap<>(RecipeSettings.recorded(plan.recipe()));
    plan.epochImages().ifPresent(images -> settings.put("epoch-images", images.toString()));
    settings.put(NumericSettings.THREADS, Integer.toString(threadCount));
    settings.put(NumericSettings.DEVICE_FAMILY, EngineIdentity.deviceFamily(device));
    settings.put(NumericSettings.ENGINE, EngineIdentity.engine());
    return settings;
  }
}
