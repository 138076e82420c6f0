package dev.digitgan.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.digitgan.testing.Mutations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Random and mutated IDX files, raw and compressed: a DataException that names the file, or images.
 */
final class HostileIdxTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long ALLOCATION_LIMIT = 16L << 20;

  private final Path file;

  HostileIdxTest() throws IOException {
    file = Files.createTempFile("hostile", ".idx");
  }

  @AfterProperty
  void removeFile() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<byte[]> files() {
    List<String> words = List.of("\0\0\u0008\u0003", "\0\0\0\0", "\u007f\u007f\u007f\u007f", "\0");
    return Arbitraries.oneOf(
        Mutations.of(IdxBytes.images(3), words),
        Mutations.of(IdxBytes.gzip(IdxBytes.images(3)), words),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40));
  }

  @Property
  void filesAreTakenOrRefused(@ForAll("files") byte[] bytes) throws IOException {
    Files.write(file, bytes);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      assertThat(IdxReader.read(file, IdxKind.IMAGES).count()).isPositive();
    } catch (DataException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATION_LIMIT);
  }
}
