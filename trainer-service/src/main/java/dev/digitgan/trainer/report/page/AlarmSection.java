package dev.digitgan.trainer.report.page;

import dev.digitgan.trainer.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What went wrong, when, and what to do about it. */
final class AlarmSection {
  private static final int MOST_ROWS = 100;

  private AlarmSection() {}

  static Html section(Table alarms) {
    if (alarms.count() == 0) {
      return Html.of("<p>None was raised.</p>");
    }
    List<List<Html>> rows = new ArrayList<>();
    // The last ones, should there be very many.
    for (int row = Math.max(0, alarms.count() - MOST_ROWS); row < alarms.count(); row++) {
      String severity = alarms.text(row, "severity");
      rows.add(
          List.of(
              HtmlTable.text(alarms.text(row, "kind").replace('_', ' ')),
              Html.of("<span class=\"{}\">{}</span>", severity, severity),
              HtmlTable.text(alarms.text(row, "epoch")),
              HtmlTable.text(alarms.text(row, "step")),
              HtmlTable.text(alarms.text(row, "finding")),
              HtmlTable.text(alarms.text(row, "advice"))));
    }
    String caption =
        rows.size() < alarms.count()
            ? String.format(Locale.ROOT, "The last %d of %d", rows.size(), alarms.count())
            : "All, in the order in which they were raised";
    Html table =
        new HtmlTable(
                caption, List.of("kind", "severity", "epoch", "step", "found", "what to do"), rows)
            .html();
    return Html.of("<div class=\"prose\">{}</div>\n", table);
  }
}
