package dev.digitgan.trainer.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table that can be scrolled sideways where it is too wide. The first value of a row names it.
 *
 * @param columns their names; empty = without a head
 */
record HtmlTable(String caption, List<String> columns, List<List<Html>> rows) {
  Html html() {
    return Html.of(
        """
        <div class="scroll" role="region" tabindex="0" aria-label="{}"><table>
        <caption><span>{}</span></caption>
        {}<tbody>
        {}</tbody></table></div>
        """,
        caption,
        caption,
        head(),
        Html.join(rows.stream().map(HtmlTable::row)));
  }

  private Html head() {
    if (columns.isEmpty()) {
      return Html.NONE;
    }
    return Html.of(
        "<thead><tr>{}</tr></thead>\n",
        Html.join(columns.stream().map(name -> Html.of("<th scope=\"col\">{}</th>", name))));
  }

  private static Html row(List<Html> values) {
    List<Html> cells = new ArrayList<>();
    cells.add(Html.of("<th scope=\"row\">{}</th>", values.get(0)));
    values.stream().skip(1).map(value -> Html.of("<td>{}</td>", value)).forEach(cells::add);
    return Html.of("<tr>{}</tr>\n", Html.join(cells));
  }

  /** A value with its interval below. */
  static Html interval(String value, String low, String high) {
    return Html.of("{}<br><small>{} to {}</small>", value, low, high);
  }

  static Html text(String text) {
    return Html.of("{}", text);
  }

  static String decimals(int count, double value) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }
}
