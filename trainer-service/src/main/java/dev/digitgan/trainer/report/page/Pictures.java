package dev.digitgan.trainer.report.page;

import dev.digitgan.trainer.report.RunFiles;
import dev.digitgan.trainer.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The images of a page, which the page contains. */
final class Pictures {
  /** The size of all sheets together; people send the page to each other. */
  private static final long MOST_SHEET_BYTES = 3_000_000;

  private static final int MOST_SHEETS = 24;

  private Pictures() {}

  /** Returns sheets of the same latents, in the order of their epochs. */
  static Html sheets(RunFiles files, Table history) throws IOException {
    List<Integer> epochs =
        history.numbers("epoch").stream()
            .map(Double::intValue)
            .filter(epoch -> Files.exists(files.sheet(epoch)))
            .toList();
    if (epochs.isEmpty()) {
      return Html.of("<p>There are no sheets yet.</p>");
    }
    long lastBytes = Files.size(files.sheet(epochs.get(epochs.size() - 1)));
    int most = (int) Math.max(2, Math.min(MOST_SHEETS, MOST_SHEET_BYTES / Math.max(1, lastBytes)));
    List<Html> shown = new ArrayList<>();
    for (int epoch : Html.evenly(epochs, most)) {
      shown.add(
          Html.of(
              """
              <figure><img src="{}" alt="100 images drawn after epoch {}"><figcaption>epoch {}</figcaption></figure>
              """,
              source(files.sheet(epoch)),
              epoch,
              epoch));
    }
    return Html.of(
        """
        <p>Samples of the same 100 latents after {} of {} epochs, side by side: scroll to follow a sample.</p>
        <div class="strip" role="region" tabindex="0" aria-label="Sheets over time">{}</div>
        """,
        shown.size(),
        epochs.size(),
        Html.join(shown.stream()));
  }

  /** Returns samples of the newest version next to their nearest training images. */
  static Html nearest(RunFiles files, List<VersionFigures> versions) throws IOException {
    if (versions.isEmpty() || !Files.exists(files.nearest())) {
      return Html.of("<p>There is no such sheet: no version was published.</p>");
    }
    String version = versions.get(versions.size() - 1).version();
    return Html.of(
        """
        <p>Each pair has a sample of version {} on the left, and the training image nearest to it, by pixels, on the
        right. If the generator has memorised training images, pairs look the same.</p>
        <figure class="nearest"><img src="{}" alt="60 samples of version {}, each next to its nearest training image">
        </figure>
        """,
        version,
        source(files.nearest()),
        version);
  }

  private static Html source(Path png) throws IOException {
    String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(png));
    return new Html("data:image/png;base64," + base64);
  }
}
