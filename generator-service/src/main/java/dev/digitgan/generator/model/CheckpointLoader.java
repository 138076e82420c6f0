package dev.digitgan.generator.model;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads checkpoints to one device, one at a time. Digests and the whole header are verified by the
 * reader, before a byte reaches native code; then the golden sample is drawn, and tiles are
 * calibrated, which also makes the first request as fast as the next. A model that fails is
 * quarantined: its digest is not loaded again. Whatever fails, nothing of it stays in memory.
 */
public final class CheckpointLoader implements ModelLoader {
  private static final Logger log = LoggerFactory.getLogger(CheckpointLoader.class);

  private final CheckpointReader reader;
  private final Device device;
  private final Numerics numerics;
  private final TileCalibration calibration;
  private final Calibrations calibrations;
  private final LoadListener listener;
  private final NativeModels models = new NativeModels();

  /** Few, since each is a whole checkpoint that went wrong. */
  private final Map<String, String> quarantine = new HashMap<>();

  public CheckpointLoader(
      CheckpointReader reader, Device device, Numerics numerics, LoadListener listener) {
    this(reader, device, numerics, listener, TileCalibration.on(device, numerics.precision()));
  }

  CheckpointLoader(
      CheckpointReader reader,
      Device device,
      Numerics numerics,
      LoadListener listener,
      TileCalibration calibration) {
    this.reader = reader;
    this.device = device;
    this.numerics = numerics;
    this.listener = listener;
    this.calibration = calibration;
    this.calibrations = new Calibrations(calibration);
  }

  /** To be called by one thread at a time, with gradients switched off. */
  @Override
  public LoadedModel load(Version version) throws CheckpointException, IOException {
    Checkpoint checkpoint = timed(LoadListener.Phase.READ, () -> read(version));
    NativeModels.Handle model =
        timed(
            LoadListener.Phase.LOAD,
            () -> models.open(checkpoint.newModel(device, numerics.precision())));
    try {
      timed(LoadListener.Phase.GOLDEN, () -> requireGolden(version, model, checkpoint));
      TileSizes sizes =
          timed(
              LoadListener.Phase.CALIBRATE,
              () -> calibrations.sizes(checkpoint.spec(), model::outputs));
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
      throw new WrongCheckpointException(digest + " is in quarantine: " + reason);
    }
    return reader.load(version);
  }

  /** Empty where one look does not tell: the reader looks more than once. */
  private String digest(Version version) throws IOException {
    try {
      return reader.manifest(version).getModelDigest();
    } catch (CheckpointException e) {
      log.debug("the manifest of version {} is not understood at the first look", version, e);
      return "";
    }
  }

  private static GoldenCheck.Agreement requireGolden(
      Version version, NativeModels.Handle model, Checkpoint checkpoint)
      throws CheckpointException {
    GoldenCheck.Agreement agreement = GoldenCheck.check(model.model(), checkpoint.golden());
    switch (agreement) {
      case EQUAL -> log.debug("version {} draws what its publisher drew", version);
      case NEAR ->
          log.warn(
              "version {} draws what its publisher drew within one grey level, not exactly: this is another numerics"
                  + " class",
              version);
      case NOTHING_RECORDED -> log.info("version {} records no golden sample", version);
    }
    return agreement;
  }

  private interface Step<T> {
    T take() throws CheckpointException, IOException;
  }

  private <T> T timed(LoadListener.Phase phase, Step<T> step)
      throws CheckpointException, IOException {
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

  /** Row counts that are tried for each architecture, ascending. */
  public List<Integer> tileCandidates() {
    return calibration.candidates();
  }

  /** Models of this loader in native memory: loaded, or being loaded, and not yet freed. */
  public int openModelCount() {
    return models.count();
  }

  /** Bytes that the weights of those take. */
  public long openModelBytes() {
    return models.bytes();
  }
}
