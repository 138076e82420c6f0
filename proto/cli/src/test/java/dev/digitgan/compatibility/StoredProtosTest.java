package dev.digitgan.compatibility;

import dev.digitgan.checkpoint.v1.DatasetsProto;
import dev.digitgan.checkpoint.v1.ManifestProto;
import dev.digitgan.checkpoint.v1.RecordsProto;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is stored stays readable. Here, since the helpers are those of the API's tests. */
final class StoredProtosTest {
  private static final RecordedProtos STORED =
      RecordedProtos.of(
          "checkpoint",
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
    RecordedProtos.requireEachProtoIn("checkpoint", STORED);
  }
}
