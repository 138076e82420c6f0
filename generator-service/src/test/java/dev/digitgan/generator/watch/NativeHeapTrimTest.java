package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import dev.digitgan.checkpoint.name.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHeapTrimTest {
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int BLOCK_COUNT = 1024;

  @Test
  @EnabledOnOs(OS.LINUX)
  void givesBackWhatIsFreeBetweenWhatIsNot() throws Exception {
    assumeTrue(isThere(), "this C library has no malloc_trim");
    List<Memory> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCK_COUNT; i++) {
      Memory block = new Memory(BLOCK_BYTES);
      block.setMemory(0, BLOCK_BYTES, (byte) 1);
      blocks.add(block);
    }
    for (int i = 0; i < BLOCK_COUNT; i++) {
      if (i % 8 != 7) {
        blocks.get(i).close();
      }
    }
    long before = anonymousKib();

    new NativeHeapTrim().refused(new Version(1));

    assertThat(before - anonymousKib()).as("KiB given back").isGreaterThan(32 << 10);
    blocks.forEach(Memory::close);
  }

  @Test
  void isNothingToAnybodyWhereItCannotBeDone() {
    assertThatCode(NativeHeapTrim::trim).doesNotThrowAnyException();
  }

  private static boolean isThere() {
    try {
      return NativeLibrary.getInstance("c").getFunction("malloc_trim") != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  private static long anonymousKib() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(candidate -> candidate.startsWith("RssAnon:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.substring("RssAnon:".length()).replace("kB", "").strip());
  }
}
