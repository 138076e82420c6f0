package dev.digitgan.trainer.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.trainer.data.DataRequest.Fallback;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DataRequestTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void refusesAFallbackOfNoImages() {
    assertThatThrownBy(() -> new DataRequest(null, () -> HOME, Fallback.EMBEDDED, 0, null))
        .hasMessage("embeddedImageCount 0");
  }
}
