package dev.digitgan.checkpoint.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.network.Network;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weights of a checkpoint are open to whoever reads the format's description. */
@Tag("ci")
final class PythonReadsWeightsTest {
  @Test
  void pythonsStandardLibraryReadsTheNumbersThatWereWritten(@TempDir Path directory)
      throws Exception {
    assumeThat(pythonIsThere()).as("no python3 on the path: skipped").isTrue();
    Path file = directory.resolve("weights.safetensors");
    try (Network network = TestCheckpoints.network(3)) {
      Files.write(file, Safetensors.encode(network));

      Process python =
          new ProcessBuilder("python3", script().toString(), file.toString())
              .redirectErrorStream(true)
              .start();
      List<String> lines = python.inputReader(UTF_8).lines().toList();

      assertThat(python.waitFor()).as(String.join("\n", lines)).isZero();
      Map<String, NDArray> expected = new TreeMap<>(network.tensors());
      assertThat(lines).hasSize(expected.size());
      int at = 0;
      for (Map.Entry<String, NDArray> tensor : expected.entrySet()) {
        List<String> words = List.of(lines.get(at++).split(" "));
        assertThat(words.get(0)).isEqualTo(tensor.getKey());
        assertThat(words.get(1)).isEqualTo(shape(tensor.getValue()));
        float[] numbers = tensor.getValue().toFloatArray();
        assertThat(words).hasSize(2 + numbers.length);
        for (int i = 0; i < numbers.length; i++) {
          assertThat(Double.parseDouble(words.get(2 + i))).isEqualTo((double) numbers[i]);
        }
      }
    }
  }

  private static String shape(NDArray array) {
    return Arrays.stream(array.getShape().getShape())
        .mapToObj(Long::toString)
        .collect(Collectors.joining("x"));
  }

  private static Path script() throws URISyntaxException {
    URL script = PythonReadsWeightsTest.class.getResource("/read_safetensors.py");
    return Path.of(Objects.requireNonNull(script).toURI());
  }

  private static boolean pythonIsThere() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
