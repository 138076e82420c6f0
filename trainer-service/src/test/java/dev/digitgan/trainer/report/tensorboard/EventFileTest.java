package dev.digitgan.trainer.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.image.ImageShape;
import dev.digitgan.image.PngImages;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.TestProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locale")
final class EventFileTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final byte[] SHEET = PngImages.png(new byte[6], 0, new ImageShape(1, 2, 3));

  private final Path folder;

  EventFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anEpochIsToldByItsFiguresAndItsSheet() throws IOException {
    file(0).epochEnded(progress(10), SHEET);

    List<DecodedEvent> events = DecodedEvent.readAll(files().get(0));
    assertThat(events.get(0).fileVersion()).isEqualTo("brain.Event:2");
    assertThat(events).allMatch(event -> event.wallTime() == 1_700_000_000);
    assertThat(events.get(1).sessionStatus()).isEqualTo(1);
    assertThat(DecodedEvent.scalars(events))
        .containsExactly(
            entry("10 loss/discriminator_loss_real", 0.5f),
            entry("10 loss/discriminator_loss_fake", 0.625f),
            entry("10 loss/generator_loss", 0.75f),
            entry("10 accuracy/discriminator_accuracy_real", 0.25f),
            entry("10 accuracy/discriminator_accuracy_fake", 0.125f),
            entry("10 speed/images_per_second", 640f));
    DecodedEvent image = events.get(events.size() - 1);
    assertThat(image.tag()).isEqualTo("sheet");
    assertThat(image.png()).isEqualTo(SHEET);
    assertThat(List.of(image.height(), image.width(), image.channels())).containsExactly(2, 3, 1);
  }

  @Test
  void aVersionIsToldByItsFiguresBesideRealImages() throws IOException {
    Manifest manifest =
        Manifest.newBuilder()
            .putMetrics("recall", Metric.newBuilder().setValue(0.5).build())
            .putMetrics("real_recall", Metric.newBuilder().setValue(0.75).build())
            .putMetrics("generator_loss", Metric.newBuilder().setValue(2).build())
            .build();
    file(0).published(progress(20), manifest);
    assertThat(DecodedEvent.scalars(DecodedEvent.readAll(files().get(0))))
        .containsExactly(entry("20 quality/recall", 0.5f), entry("20 quality_real/recall", 0.75f));
  }

  @Test
  void aRunThatGoesOnBeginsAFileThatTakesBackWhatComesAgain() throws IOException {
    file(0).epochEnded(progress(10), SHEET);
    file(10).epochEnded(progress(20), SHEET);

    assertThat(files()).hasSize(2);
    List<DecodedEvent> second = DecodedEvent.readAll(files().get(1));
    assertThat(second.get(1).sessionStatus()).isEqualTo(1);
    assertThat(second.get(1).step()).isEqualTo(11);
    assertThat(second.get(2).step()).isEqualTo(20);
  }

  @Test
  void soDoesARunThatWentBack() throws IOException {
    EventFile run = file(0);
    run.epochEnded(progress(20), SHEET);
    run.wentBack(progress(15));
    run.epochEnded(progress(20), SHEET);

    assertThat(files()).hasSize(2);
    assertThat(DecodedEvent.readAll(files().get(1)).get(1).step()).isEqualTo(16);
  }

  @Test
  void aFolderThatCannotBeWrittenToCostsTheRunNothing() throws IOException {
    EventFile nowhere = new EventFile(folder.resolve("gone"), 0, () -> NOW);
    nowhere.epochEnded(progress(10), SHEET);
    Files.createDirectory(folder.resolve("gone"));
    nowhere.epochEnded(progress(20), SHEET);
    try (Stream<Path> files = Files.list(folder.resolve("gone"))) {
      assertThat(files).hasSize(1);
    }
  }

  private EventFile file(long fromStep) {
    return new EventFile(folder, fromStep, () -> NOW);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("events.out.tfevents."))
          .sorted()
          .toList();
    }
  }

  private static RunProgress progress(long step) {
    GameFigures figures = new GameFigures(0.5, 0.625, 0.75, 0.25, 0.125);
    return TestProgress.at(1, step, figures);
  }
}
