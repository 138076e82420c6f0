package dev.digitgan.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.digitgan.trainer.data.DataRequest.Fallback;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads the real files, where DIGITGAN_DATA names a directory of them. */
final class MnistTest {
  private String location = "";

  @BeforeEach
  void findMnist() {
    String named = System.getenv("DIGITGAN_DATA");
    assumeTrue(named != null && !named.isBlank(), "DIGITGAN_DATA names no directory of MNIST");
    location = String.valueOf(named);
  }

  @Test
  void recognisesTheTrainSplit() throws Exception {
    DigitSet train = load(Split.TRAIN);

    assertThat(train.name()).isEqualTo("mnist");
    assertThat(train.count()).isEqualTo(60_000);
    assertThat(train.digest())
        .isEqualTo("sha256:c5097fdd51cfdbe7695fd9df3612695696864b5c424f58d843ffdc5d335e9914");
    assertThat(train.label(0)).isEqualTo(5);
    assertThat(train.slice(0, 50_000).count()).isEqualTo(50_000);
  }

  @Test
  void recognisesTheTestSplit() throws Exception {
    DigitSet test = load(Split.TEST);

    assertThat(test.name()).isEqualTo("mnist");
    assertThat(test.count()).isEqualTo(10_000);
    assertThat(test.digest())
        .isEqualTo("sha256:18489308deedfe2f7bd3a11e599a597126f161d991b1ffcffb71642aa76f7f62");
    assertThat(test.label(0)).isEqualTo(7);
  }

  private DigitSet load(Split split) throws DataException {
    DataRequest request = DataRequest.of(location, () -> Path.of("unused"), Fallback.NONE);
    return DataSources.standard().load(request, split);
  }
}
