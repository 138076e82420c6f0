package dev.digitgan.trainer.data;

import static dev.digitgan.testing.Draw.weight;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.digitgan.testing.Cases;
import dev.digitgan.testing.Draw;
import dev.digitgan.testing.Mutations;
import dev.digitgan.trainer.data.IdxReader.IdxKind;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random and mutated IDX files, raw and compressed: a DataException that names the file, or images.
 */
final class HostileIdxTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long ALLOCATION_LIMIT = 16L << 20;

  private static final byte[] IMAGES = IdxBytes.images(3);
  private static final byte[] COMPRESSED = IdxBytes.gzip(IMAGES);
  private static final List<String> WORDS =
      List.of("\0\0\u0008\u0003", "\0\0\0\0", "\u007f\u007f\u007f\u007f", "\0");

  @TempDir private Path folder;

  private static byte[] bytes(Draw draw) {
    return draw.weighted(
        weight(1, () -> Mutations.of(draw, IMAGES, WORDS)),
        weight(1, () -> Mutations.of(draw, COMPRESSED, WORDS)),
        weight(1, () -> draw.bytes(0, 40)));
  }

  @Test
  void filesAreTakenOrRefused() {
    Path file = folder.resolve("hostile.idx");
    Cases.check(
        draw -> {
          Files.write(file, bytes(draw));
          long before = THREADS.getCurrentThreadAllocatedBytes();
          try {
            assertThat(IdxReader.read(file, IdxKind.IMAGES).count()).isPositive();
          } catch (DataException e) {
            assertThat(e).hasMessageContaining(file.toString());
          }
          assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
              .isLessThan(ALLOCATION_LIMIT);
        });
  }
}
