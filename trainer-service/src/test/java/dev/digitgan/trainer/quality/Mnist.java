package dev.digitgan.trainer.quality;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.DataRequest;
import dev.digitgan.trainer.data.DataRequest.Fallback;
import dev.digitgan.trainer.data.DataSources;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import java.nio.file.Path;

/** The real files, where DIGITGAN_DATA names a folder of them; a test is skipped elsewhere. */
public final class Mnist {
  private Mnist() {}

  /** All images of {@code split}. */
  public static DigitSet load(Split split) throws DataException {
    String data = System.getenv("DIGITGAN_DATA");
    assumeThat(data).as("DIGITGAN_DATA names no folder of MNIST: skipped").isNotBlank();
    return DataSources.standard()
        .load(DataRequest.of(data, () -> Path.of("unused"), Fallback.NONE), split);
  }

  /** As a run on MNIST has them. */
  public static RealImages images() throws DataException {
    DigitSet train = load(Split.TRAIN);
    return new RealImages(train.trained(), train.heldOut(), load(Split.TEST));
  }
}
