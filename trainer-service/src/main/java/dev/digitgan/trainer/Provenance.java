package dev.digitgan.trainer;

import ai.djl.Device;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.v1.Run;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What never changes of a run, for its manifests and for those who watch it. */
record Provenance(RunPlan plan, DigitSet data, Device device) {

  Manifest manifest() {
    return Manifest.newBuilder()
        .setRun(plan.run())
        .setRecipe(plan.recipe().name())
        .putAllSettings(settings())
        .setDataSet(
            DataSet.newBuilder()
                .setName(data.name())
                .setDigest(data.digest())
                .setImages(data.count()))
        .setSeed(plan.seed())
        .setCodeRevision(CodeRevision.text())
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

  private Map<String, String> settings() {
    Recipe recipe = plan.recipe();
    Map<String, String> settings = new TreeMap<>();
    settings.put("batch", Integer.toString(recipe.batchSize()));
    settings.put("discriminator-steps", Integer.toString(recipe.discriminatorSteps()));
    settings.put(
        "value-range", recipe.generator().range().min() + "," + recipe.generator().range().max());
    settings.put("epochs", Integer.toString(plan.epochs()));
    plan.epochImages().ifPresent(images -> settings.put("epoch-images", images.toString()));
    plan.timeLimit().ifPresent(limit -> settings.put("time-limit", limit.toMillis() + "ms"));
    settings.put("device", deviceName());
    adam(settings, "generator", recipe.generatorAdam());
    adam(settings, "discriminator", recipe.discriminatorAdam());
    return settings;
  }

  private static void adam(Map<String, String> settings, String player, AdamSettings adam) {
    settings.put(player + "-learning-rate", Float.toString(adam.learningRate()));
    settings.put(player + "-beta1", Float.toString(adam.beta1()));
    settings.put(player + "-beta2", Float.toString(adam.beta2()));
    settings.put(player + "-weight-decay", Float.toString(adam.weightDecay()));
  }
}
