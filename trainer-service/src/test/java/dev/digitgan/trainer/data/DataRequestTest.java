package dev.digitgan.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DataRequestTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void cachesWhereXdgSays() {
    assertThat(DataRequest.defaultCacheDirectory("/var/caches", HOME))
        .isEqualTo(Path.of("/var/caches/digitgan/mnist"));
  }

  @Test
  void cachesInTheHomeDirectoryOtherwise() {
    Path expected = Path.of("/home/ada/.cache/digitgan/mnist");
    assertThat(DataRequest.defaultCacheDirectory(null, HOME)).isEqualTo(expected);
    assertThat(DataRequest.defaultCacheDirectory("", HOME)).isEqualTo(expected);
    assertThat(DataRequest.defaultCacheDirectory("relative/is/ignored", HOME)).isEqualTo(expected);
  }

  @Test
  void refusesAFallbackOfNoImages() {
    assertThatThrownBy(() -> new DataRequest(null, HOME, Fallback.EMBEDDED, 0, null))
        .hasMessage("embeddedImageCount 0");
  }
}
