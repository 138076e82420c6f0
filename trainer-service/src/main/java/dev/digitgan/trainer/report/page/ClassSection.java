package dev.digitgan.trainer.report.page;

import dev.digitgan.trainer.quality.ClassShare;
import dev.digitgan.trainer.report.chart.BarChart;
import dev.digitgan.trainer.report.chart.BarChart.Bar;
import dev.digitgan.trainer.report.page.VersionFigures.Value;
import java.util.ArrayList;
import java.util.List;

/** The share of each digit among samples, next to its share among real images. */
final class ClassSection {
  private ClassSection() {}

  static Html section(List<VersionFigures> versions) {
    List<VersionFigures> counted =
        versions.stream()
            .filter(version -> version.figures().containsKey(ClassShare.metricName(0)))
            .toList();
    if (counted.isEmpty()) {
      return Html.of("<p>The digits were not counted: no version's samples were evaluated.</p>");
    }
    VersionFigures last = counted.get(counted.size() - 1);
    List<Bar> bars = new ArrayList<>();
    List<List<Html>> rows = new ArrayList<>();
    for (String name : ClassShare.metricNames()) {
      Value share = last.value(name);
      String digit = Integer.toString(bars.size());
      bars.add(
          new Bar(
              digit,
              100 * share.value(),
              100 * share.low(),
              100 * share.high(),
              100 * share.real()));
      rows.add(
          List.of(
              HtmlTable.text(digit),
              HtmlTable.text(percent(share.value())),
              HtmlTable.text(percent(share.low()) + " to " + percent(share.high())),
              HtmlTable.text(percent(share.real()))));
    }
    String caption = "Shares of the digits, version " + last.version();
    return Html.of(
        """
        <p>The digits that the classifier reads in the samples of version {}. Bars are shares of the samples, with 95%
        intervals; orange lines are shares of real images.</p>
        <div class="charts">{}<details><summary>The same as a table</summary>{}</details></div>
        """,
        last.version(),
        new Html(new BarChart("Shares of the digits, %", "digit", "", bars).svg()),
        new HtmlTable(caption, List.of("digit", "drawn", "95%", "real"), rows).html());
  }

  private static String percent(double share) {
    return HtmlTable.decimals(1, 100 * share) + " %";
  }
}
