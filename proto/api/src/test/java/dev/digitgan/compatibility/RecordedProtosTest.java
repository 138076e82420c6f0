package dev.digitgan.compatibility;

import dev.digitgan.generator.v1.GeneratorProto;
import dev.digitgan.trainer.v1.TrainerProto;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Clients of older releases understand what both services say. */
final class RecordedProtosTest {
  private static final RecordedProtos GENERATOR =
      RecordedProtos.of("api", "digitgan.generator.v1", GeneratorProto.getDescriptor());
  private static final RecordedProtos TRAINER =
      RecordedProtos.of("api", "digitgan.trainer.v1", TrainerProto.getDescriptor());

  @Test
  void theGeneratorsApiBreaksNoClient() throws IOException {
    GENERATOR.check();
  }

  @Test
  void theTrainersApiBreaksNoClient() throws IOException {
    TRAINER.check();
  }

  @Test
  void noProtoIsForgotten() throws IOException {
    RecordedProtos.requireEachProtoIn("api", GENERATOR, TRAINER);
  }
}
