package dev.digitgan.trainer.report.page;

import dev.digitgan.trainer.report.RunFiles;
import dev.digitgan.trainer.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The images of a page, which are in it. */
final class Pictures {
  /** What all sheets together may take; a page is to be sent around. */
  private static final long MOST_SHEET_BYTES = 3_000_000;

  private static final int MOST_SHEETS = 24;

  private Pictures() {}

  /** Sheets of the same latents, in the order of their epochs. */
  static Html sheets(RunFiles files, Table history) throws IOException {
    List<Integer> epochs = new ArrayList<>();
    for (double epoch : history.numbers("epoch")) {
      if (Files.exists(files.sheet((int) epoch))) {
        epochs.add((int) epoch);
      }
    }
    if (epochs.isEmpty()) {
      return Html.of("<p>There are none.</p>");
    }
    long lastBytes = Files.size(files.sheet(epochs.get(epochs.size() - 1)));
    int most = (int) Math.max(2, Math.min(MOST_SHEETS, MOST_SHEET_BYTES / Math.max(1, lastBytes)));
    List<Html> shown = new ArrayList<>();
    for (int i : EvenChoice.of(epochs.size(), most)) {
      int epoch = epochs.get(i);
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
        <p>Images of the same 100 latents after {} of {} epochs, side by side: scroll to follow one of them.</p>
        <div class="strip" role="region" tabindex="0" aria-label="Sheets over time">{}</div>
        """,
        shown.size(),
        epochs.size(),
        Html.join(shown));
  }

  /** Samples beside their nearest training images, of the newest version. */
  static Html nearest(RunFiles files, List<VersionFigures> versions) throws IOException {
    if (versions.isEmpty() || !Files.exists(files.nearest())) {
      return Html.of("<p>There is none: no version was published.</p>");
    }
    String version = versions.get(versions.size() - 1).version();
    return Html.of(
        """
        <p>Pairs: at the left a sample of version {}, at its right the training image nearest to it, by pixels. A
        generator that learnt by heart has pairs that are alike to the stroke.</p>
        <figure class="nearest"><img src="{}" alt="60 samples of version {}, each beside its nearest training image">
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
