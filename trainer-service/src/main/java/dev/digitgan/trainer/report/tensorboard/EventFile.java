package dev.digitgan.trainer.report.tensorboard;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.report.AppendedFile;
import dev.digitgan.trainer.report.Attempts;
import dev.digitgan.trainer.report.HistoryColumn;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what this process sees of a run for TensorBoard, to a file {@code events.out.tfevents.*}
 * of its own in the run's folder. The first event makes the file. For one thread.
 */
public final class EventFile implements RunObserver {
  private final Path folder;
  private long fromStep;
  private final InstantSource clock;
  private final Attempts attempts;
  private @Nullable AppendedFile file;

  public EventFile(Path folder, long fromStep, InstantSource clock) {
    this.folder = folder;
    this.fromStep = fromStep;
    this.clock = clock;
    attempts = new Attempts("write for TensorBoard to " + folder);
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    Events events = new Events(progress.step());
    HistoryColumn.Epoch epoch = new HistoryColumn.Epoch(progress, Double.NaN);
    for (HistoryColumn column : HistoryColumn.ALL) {
      if (!column.tag().isEmpty()) {
        events.scalar(column.tag(), column.value().applyAsDouble(epoch));
      }
    }
    events.image("sheet", sheet);
    write(events);
  }

  /** Begins a new file, which discards what the run will repeat. */
  @Override
  public void wentBack(RunProgress progress) {
    fromStep = progress.step();
    file = null;
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    Events events = new Events(progress.step());
    for (Figure figure : Figure.values()) {
      Map<String, Metric> metrics = manifest.getMetricsMap();
      events.metric("quality/" + figure.text(), metrics.get(figure.text()));
      events.metric("quality_real/" + figure.text(), metrics.get(Figure.real(figure.text())));
    }
    write(events);
  }

  private void write(Events events) {
    if (events.records.size() == 0) {
      return;
    }
    attempts.make(
        () -> {
          if (file == null) {
            file = create();
          }
          file.append(events.records.toByteArray());
        });
  }

  private AppendedFile create() throws IOException {
    Events first = new Events(fromStep + 1);
    first.records.writeBytes(EventMessage.version(clock.instant()));
    first.records.writeBytes(EventMessage.start(clock.instant(), fromStep + 1));
    byte[] content = first.records.toByteArray();
    // TensorBoard reads a folder's files in the order of their names.
    long second = clock.instant().getEpochSecond();
    for (int number = 0; ; number++) {
      Path path =
          folder.resolve(
              String.format(
                  Locale.ROOT, "events.out.tfevents.%010d.digitgan.%04d", second, number));
      try {
        Files.write(path, content, StandardOpenOption.CREATE_NEW);
        return new AppendedFile(path, content.length);
      } catch (FileAlreadyExistsException e) {
        // Another process of the run made it in the same second.
      }
    }
  }

  private final class Events {
    private final long step;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    Events(long step) {
      this.step = step;
    }

    void scalar(String tag, double value) {
      if (Double.isFinite(value)) {
        records.writeBytes(EventMessage.scalar(clock.instant(), step, tag, value));
      }
    }

    void metric(String tag, @Nullable Metric metric) {
      if (metric != null) {
        scalar(tag, metric.getValue());
      }
    }

    void image(String tag, byte[] png) {
      records.writeBytes(EventMessage.image(clock.instant(), step, tag, png));
    }
  }
}
