package dev.digitgan.generator.model;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.TileOutput.NonFiniteOutputException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads checkpoints to one device, one at a time. The reader verifies digests and the whole header
 * before a byte reaches native code. Then the model draws its golden sample, and its tiles are
 * calibrated, which also makes the first request as fast as the next. A model that fails is
 * quarantined by its digest and not loaded again. A failed load leaves nothing in memory.
 */
public final class CheckpointLoader implements LoadedModel.Loader {
  private static final Logger log = LoggerFactory.getLogger(CheckpointLoader.class);

  private final CheckpointReader reader;
  private final Device device;
  private final Numerics numerics;
  private final TileCalibration calibration;
  private final Listener listener;
  private final NativeModels models = new NativeModels();

  /** Reasons by digest. Few entries, since each is a whole checkpoint that is wrong. */
  private final Map<String, String> quarantine = new HashMap<>();

  /** What a version goes through before it is served, in this order. */
  public enum Phase {
    /** Read from the store, every digest and the whole header verified. */
    READ,
    /** Copied to the memory of the engine's device. */
    LOAD,
    /** Has drawn what its publisher recorded. */
    GOLDEN,
    /** Compared across tile sizes, each of them drawn and so warmed up. */
    CALIBRATE
  }

  /** Observes loads, on the loading thread. What a listener throws is logged and ignored. */
  @FunctionalInterface
  public interface Listener {
    /** A version has passed {@code phase}, in {@code time}; a later phase may still fail. */
    void passed(Phase phase, Duration time);
  }

  public CheckpointLoader(
      CheckpointReader reader, Device device, Numerics numerics, Listener listener) {
    this(reader, device, numerics, listener, TileCalibration.on(device, numerics.precision()));
  }

  CheckpointLoader(
      CheckpointReader reader,
      Device device,
      Numerics numerics,
      Listener listener,
      TileCalibration calibration) {
    this.reader = reader;
    this.device = device;
    this.numerics = numerics;
    this.listener = listener;
    this.calibration = calibration;
  }

  /** Takes one caller at a time, on a thread with gradients switched off. */
  @Override
  public LoadedModel load(Version version) throws CheckpointException, IOException {
    Checkpoint checkpoint = timed(Phase.READ, () -> read(version));
    NativeModels.Handle model =
        timed(Phase.LOAD, () -> models.open(checkpoint.newModel(device, numerics.precision())));
    try {
      timed(Phase.GOLDEN, () -> drawGolden(version, model.model(), checkpoint.golden()));
      TileSizes sizes =
          timed(Phase.CALIBRATE, () -> calibration.sizes(checkpoint.spec(), model::outputs));
      return new LoadedModel(
          new ModelDescription(checkpoint.manifest(), checkpoint.spec(), numerics),
          model.withSizes(sizes));
    } catch (CheckpointException e) {
      quarantine.put(checkpoint.digest().toString(), String.valueOf(e.getMessage()));
      model.close();
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private Checkpoint read(Version version) throws CheckpointException, IOException {
    String digest = digest(version);
    String reason = quarantine.get(digest);
    if (reason != null) {
      throw new CheckpointException.Wrong(digest + " is in quarantine: " + reason);
    }
    return reader.load(version);
  }

  /** Empty where the first look finds no readable manifest: the reader looks more than once. */
  private String digest(Version version) throws IOException {
    try {
      return reader.manifest(version).getModelDigest();
    } catch (CheckpointException e) {
      log.debug("the manifest of version {} cannot be read at the first look", version, e);
      return "";
    }
  }

  /**
   * Draws what the publisher drew and compares: all pixels are equal on like hardware, and within
   * one grey level on other hardware, where sums are taken in another order.
   *
   * @throws CheckpointException if the pixels differ by more, come from NaN or infinite values, or
   *     show one colour or one image for all latents
   */
  private static byte[] drawGolden(
      Version version, GeneratorModel model, Optional<GoldenSample> golden)
      throws CheckpointException {
    int images = golden.map(GoldenSample::images).orElse(GoldenSample.IMAGES);
    byte[] drawn;
    try {
      drawn = model.sample(golden.map(GoldenSample::seed).orElse(GoldenSample.SEED), 0, images);
    } catch (NonFiniteOutputException e) {
      throw new CheckpointException.Wrong("weights: " + e.getMessage(), e);
    }
    GoldenSample.requireVaried(drawn, images);
    if (golden.isEmpty()) {
      log.info("version {} records no golden sample", version);
    } else if (golden.get().requireLike(drawn) > 0) {
      log.warn(
          "version {} draws its golden sample within one grey level, not exactly: this is another"
              + " numerics class",
          version);
    }
    return drawn;
  }

  private interface Step<T> {
    T take() throws CheckpointException, IOException;
  }

  private <T> T timed(Phase phase, Step<T> step) throws CheckpointException, IOException {
    long begin = System.nanoTime();
    T result = step.take();
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    try {
      listener.passed(phase, time);
    } catch (RuntimeException e) {
      log.error("a listener failed: {}", listener, e);
    }
    return result;
  }

  /** Returns the row counts that are tried for each architecture, ascending. */
  public List<Integer> tileCandidates() {
    return calibration.candidates();
  }

  /** Counts this loader's models in native memory, those being loaded included. */
  public int openModelCount() {
    return models.count();
  }

  /** Returns the bytes that the weights of those models take. */
  public long openModelBytes() {
    return models.bytes();
  }
}
