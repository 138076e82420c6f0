package dev.digitgan.k8s.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All images, built with no registry and run as a cluster runs them, with no network but their own
 * loopback: what they would fetch they would miss. The base is made out of Debian's packages, or is
 * the docker-archive that DIGITGAN_TEST_IMAGE_BASE names.
 */
@Tag("long")
final class ImagesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MEMORY_MIB = 768;
  private static final int HEAP_MIB = MEMORY_MIB * 35 / 100;

  private final Path directory;

  ImagesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void trainAndServeADigitReadOnlyWithoutRightsOrNetworkWithinTheirLimits() throws Exception {
    String base = System.getenv("DIGITGAN_TEST_IMAGE_BASE");
    List<String> missing =
        base == null
            ? Command.missing("podman", "runc", "mvn", "mmdebstrap")
            : Command.missing("podman", "runc", "mvn");
    assumeTrue(missing.isEmpty(), () -> "the images are not tried: no " + missing + " here");
    ImageBuild images =
        new ImageBuild(
            Path.of("..").toAbsolutePath().normalize(),
            Files.createDirectory(directory.resolve("tree")));
    images.build(base == null ? images.base() : Path.of(base));

    try (Podman podman = new Podman(Files.createDirectory(directory.resolve("podman")))) {
      String trainer = podman.load(images.tar("trainer-service"));
      String generator = podman.load(images.tar("generator-service"));
      podman.podman("volume", "create", "store");
      assertThat(train(podman, trainer)).contains("published version 1 of digits");

      long start = System.nanoTime();
      podman.run(
          "--detach",
          "--name=generator",
          "--network=none",
          "--memory=" + MEMORY_MIB + "m",
          "--cpus=1",
          "--volume=store:/store",
          generator,
          "serve",
          "--store=/store");
      await()
          .pollInterval(Duration.ofMillis(200))
          .atMost(PATIENCE)
          .until(() -> podman.podman("logs", "generator").contains("version 1 is served"));
      System.out.printf(
          Locale.ROOT,
          "the generator's image serves %d ms after \"podman run\", with one CPU and %d MiB%n",
          Duration.ofNanos(System.nanoTime() - start).toMillis(),
          MEMORY_MIB);

      assertThat(text(podman.exec("generator", "id", "-u"))).isEqualTo("10001\n");
      assertThat(text(podman.exec("generator", "cat", "/proc/1/status")))
          .containsPattern("CapEff:\t0+\n")
          .containsPattern("NoNewPrivs:\t1\n");
      assertThat(text(podman.exec("generator", "cat", "/proc/1/cmdline")))
          .contains("\0-Xmx" + HEAP_MIB + "m\0");
      assertThat(text(podman.exec("generator", "bash", "-c", "cat /proc/1/task/*/comm")))
          .as("one thread draws where there is one CPU")
          .contains("draw-1\n")
          .doesNotContain("draw-2\n");
      BufferedImage digits = draw(podman, podman.load(images.tar("proto/cli")));
      assertThat(digits.getWidth()).isEqualTo(4 * 28);
      assertThat(digits.getHeight()).isEqualTo(4 * 28);

      podman.podman("stop", "--time=60", "generator");
      assertThat(podman.podman("inspect", "--format={{.State.ExitCode}}", "generator"))
          .isEqualTo("0\n");
    }
  }

  private static String train(Podman podman, String image)
      throws IOException, InterruptedException {
    return podman.run(
        "--rm",
        "--network=none",
        "--memory=2g",
        "--volume=store:/store:U",
        image,
        "train",
        "--store=/store",
        "--recipe=mlp-gelu",
        "--train-images=2000",
        "--epoch-images=640",
        "--epochs=1",
        "--evaluate=none",
        "--data-fallback=embedded",
        "--data-cache=/store/data",
        "--out=/store/runs");
  }

  /** By the command line, in a container beside the generator's: no other network leads there. */
  private static BufferedImage draw(Podman podman, String image)
      throws IOException, InterruptedException {
    podman.run(
        "--rm",
        "--network=container:generator",
        "--memory=512m",
        "--tmpfs=/tmp",
        "--volume=store:/store",
        image,
        "sample",
        "--n=16",
        "--out=/store/digits.png");
    return ImageIO.read(
        new ByteArrayInputStream(podman.exec("generator", "cat", "/store/digits.png")));
  }

  private static String text(byte[] printed) {
    return new String(printed, UTF_8);
  }
}
