package dev.digitgan.checkpoint.codec;

import dev.digitgan.checkpoint.v1.DatasetsProto;
import dev.digitgan.checkpoint.v1.ManifestProto;
import dev.digitgan.checkpoint.v1.RecordsProto;
import dev.digitgan.compatibility.RecordedProtos;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is stored stays readable. */
final class RecordedProtosTest {
  private static final RecordedProtos STORED =
      RecordedProtos.of(
          "digitgan.checkpoint.v1",
          ManifestProto.getDescriptor(),
          RecordsProto.getDescriptor(),
          DatasetsProto.getDescriptor());

  @Test
  void whatIsStoredStaysReadable() throws IOException {
    STORED.check();
  }

  @Test
  void noProtoIsForgotten() throws IOException {
    RecordedProtos.requireEachProtoIn(STORED);
  }
}
