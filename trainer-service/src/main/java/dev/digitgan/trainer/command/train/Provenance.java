package dev.digitgan.trainer.command.train;

import ai.djl.Device;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.EvaluationSetup;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.v1.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The constant facts of a run, for its manifests, its states and its clients. */
record Provenance(RunPlan plan, DigitSet data, Device device, int threadCount) {
  // The names of recorded settings that are not the recipe's but that numbers depend on.
  static final String DEVICE = "device";
  static final String DEVICE_FAMILY = "device-family";
  static final String ENGINE = "engine";
  static final String THREADS = "threads";

  private static final String BUILD = "/digitgan-trainer.properties";

  /** Returns a recorded setting; IllegalArgumentException if it is missing. */
  static String recorded(Map<String, String> settings, String name) {
    String text = settings.get(name);
    if (text == null) {
      throw new IllegalArgumentException("setting " + name + " is not recorded");
    }
    return text;
  }

  /** Returns a recorded setting; IllegalArgumentException if it is missing or not a number. */
  static int recordedNumber(Map<String, String> settings, String name) {
    try {
      return WholeNumbers.parseInt(recorded(settings, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is '" + settings.get(name) + "'", e);
    }
  }

  /** Returns the commit of this build, with "-dirty" if the tree had changes, or "unknown". */
  static String codeRevision() {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream(BUILD)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(BUILD, e);
    }
    String commit = properties.getProperty("git.commit.id.full", "unknown");
    boolean dirty = properties.getProperty("git.commit.id.describe", "").endsWith("-dirty");
    return dirty ? commit + "-dirty" : commit;
  }

  Manifest manifest() {
    return Manifest.newBuilder()
        .setRun(plan.run())
        .setRecipe(plan.recipe().name())
        .putAllSettings(settings())
        .setDataSet(EvaluationSetup.description(data))
        .setSeed(plan.seed())
        .setCodeRevision(codeRevision())
        .build();
  }

  /** Returns the fields of a state that must be equal for the run to be resumed from it. */
  TrainingState state(long owner) {
    return TrainingState.newBuilder()
        .setRun(plan.run())
        .setRecipe(plan.recipe().name())
        .putAllSettings(numericSettings())
        .setDataSet(EvaluationSetup.description(data))
        .setSeed(plan.seed())
        .setCodeRevision(codeRevision())
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

  String deviceName() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  private Map<String, String> settings() {
    Map<String, String> settings = numericSettings();
    settings.put("epochs", Integer.toString(plan.epochs()));
    settings.put("publish-every", Integer.toString(plan.publishEveryEpochs()));
    plan.timeLimit().ifPresent(limit -> settings.put("time-limit", limit.toMillis() + "ms"));
    settings.put(DEVICE, deviceName());
    return settings;
  }

  /** Returns the settings that a step's weights and an epoch's means depend on. */
  private Map<String, String> numericSettings() {
    Map<String, String> settings = new TreeMap<>(RecipeSettings.recorded(plan.recipe()));
    plan.epochImages().ifPresent(images -> settings.put("epoch-images", images.toString()));
    settings.put(THREADS, Integer.toString(threadCount));
    settings.put(DEVICE_FAMILY, EngineIdentity.deviceFamily(device));
    settings.put(ENGINE, EngineIdentity.engine());
    return settings;
  }
}
