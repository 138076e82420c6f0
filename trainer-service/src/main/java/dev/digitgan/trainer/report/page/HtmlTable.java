package dev.digitgan.trainer.report.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table that scrolls sideways if it is too wide. The first value of a row is its name.
 *
 * @param columns their names; empty for a table without a head
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
    return Html.of(
        "<tr><th scope=\"row\">{}</th>{}</tr>\n",
        values.get(0),
        Html.join(values.stream().skip(1).map(value -> Html.of("<td>{}</td>", value))));
  }

  /** Returns at most {@code most} (at least 2) of {@code all}, evenly spaced, with both ends. */
  static <T> List<T> evenly(List<T> all, int most) {
    return all.size() <= most
        ? all
        : IntStream.range(0, most)
            .map(i -> (int) Math.round((double) i * (all.size() - 1) / (most - 1)))
            .mapToObj(all::get)
            .toList();
  }

  /** Returns a value with its interval below. */
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
