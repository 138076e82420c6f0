package dev.digitgan.generator.model;

import ai.djl.Device;
import dev.digitgan.checkpoint.Checkpoint;
import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.TileOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads checkpoints to one device. Digests and the whole header are verified by the reader, before
 * a byte reaches native code; then the golden sample is drawn, and tiles are calibrated, which also
 * makes the first request as fast as the next. A model that fails is quarantined: its digest is not
 * loaded again.
 */
public final class CheckpointLoader implements ModelLoader {
  private static final Logger log = LoggerFactory.getLogger(CheckpointLoader.class);

  private final CheckpointReader reader;
  private final Device device;
  private final Numerics numerics;
  private final Calibrations calibrations;
  private final AtomicInteger openModelCount = new AtomicInteger();

  /** Of the loading thread alone: few, since each is a whole checkpoint that went wrong. */
  private final Map<String, String> quarantine = new HashMap<>();

  public CheckpointLoader(CheckpointReader reader, Device device, Numerics numerics) {
    this.reader = reader;
    this.device = device;
    this.numerics = numerics;
    this.calibrations =
        new Calibrations(
            new TileCalibration(
                numerics.precision(),
                device.isGpu() ? TileCalibration.GPU_CANDIDATES : TileCalibration.CPU_CANDIDATES,
                new ThreadTime()));
  }

  /** To be called on one thread, with gradients switched off. */
  @Override
  public LoadedModel load(Version version) throws CheckpointException, IOException {
    String digest = reader.manifest(version).getModelDigest();
    String reason = quarantine.get(digest);
    if (reason != null) {
      throw new CheckpointException(digest + " is in quarantine: " + reason);
    }
    Checkpoint checkpoint = reader.load(version);
    GeneratorModel model = checkpoint.newModel(device, numerics.precision());
    TileSizes sizes;
    try {
      check(version, model, checkpoint);
      sizes = calibrations.sizes(model.spec(), pass(model));
    } catch (CheckpointException e) {
      quarantine.put(digest, String.valueOf(e.getMessage()));
      model.close();
      throw e;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
    openModelCount.incrementAndGet();
    return new LoadedModel(
        new ModelDescription(checkpoint.manifest(), checkpoint.spec(), numerics),
        new CountedModel(model, sizes));
  }

  private static void check(Version version, GeneratorModel model, Checkpoint checkpoint)
      throws CheckpointException {
    switch (GoldenCheck.check(model, checkpoint.golden())) {
      case EQUAL -> log.debug("version {} draws what its publisher drew", version);
      case NEAR ->
          log.warn(
              "version {} draws what its publisher drew within one grey level, not exactly: this is another numerics"
                  + " class",
              version);
      case NOTHING_RECORDED -> log.info("version {} records no golden sample", version);
    }
  }

  private static ForwardPass pass(GeneratorModel model) {
    return (latents, rows) -> {
      try (TileOutput output = model.forward(latents, rows)) {
        return output.values();
      }
    };
  }

  /** Models of this loader in native memory: loaded and not yet freed. */
  public int openModelCount() {
    return openModelCount.get();
  }

  private final class CountedModel implements TileModel {
    private final GeneratorModel model;
    private final TileSizes sizes;

    CountedModel(GeneratorModel model, TileSizes sizes) {
      this.model = model;
      this.sizes = sizes;
    }

    @Override
    public TileSizes sizes() {
      return sizes;
    }

    @Override
    public DrawnTile draw(float[] latents, int rows) {
      return new EngineTile(model.forward(latents, rows));
    }

    @Override
    public void close() {
      model.close();
      openModelCount.decrementAndGet();
    }
  }

  private record EngineTile(TileOutput output) implements DrawnTile {
    @Override
    public void pixels(int row, int count, byte[] into, int at) {
      output.pixels(row, count, into, at);
    }

    @Override
    public void close() {
      output.close();
    }
  }
}
