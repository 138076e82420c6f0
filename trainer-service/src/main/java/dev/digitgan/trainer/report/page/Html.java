package dev.digitgan.trainer.report.page;

import dev.digitgan.text.VisibleText;
import dev.digitgan.trainer.report.chart.SvgStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Markup for browsers. Values that are put into it are escaped, unless they are markup. */
record Html(String markup) {
  static final Html NONE = new Html("");

  private static final String PLACE = "{}";

  /**
   * Returns {@code template} with a value in each place {@value #PLACE}. Places are between tags or
   * in quoted attributes.
   *
   * @throws IllegalArgumentException if there are not as many values as places
   */
  static Html of(String template, Object... values) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int place = template.indexOf(PLACE, from);
      if (place < 0) {
        throw new IllegalArgumentException("more values than places: " + template);
      }
      out.append(template, from, place);
      out.append(value instanceof Html html ? html.markup : escaped(value.toString()));
      from = place + PLACE.length();
    }
    if (template.indexOf(PLACE, from) >= 0) {
      throw new IllegalArgumentException("more places than values: " + template);
    }
    return new Html(out.append(template, from, template.length()).toString());
  }

  static Html join(Stream<Html> parts) {
    return new Html(parts.map(Html::markup).collect(Collectors.joining()));
  }

  /**
   * Returns a table that scrolls sideways if it is too wide. The first value of a row is its name.
   *
   * @param columns their names; empty for a table without a head
   */
  static Html table(String caption, List<String> columns, List<List<Html>> rows) {
    return of(
        """
        <div class="scroll" role="region" tabindex="0" aria-label="{}"><table>
        <caption><span>{}</span></caption>
        {}<tbody>
        {}</tbody></table></div>
        """,
        caption,
        caption,
        columns.isEmpty() ? NONE : head(columns),
        join(rows.stream().map(Html::row)));
  }

  private static Html head(List<String> columns) {
    return of(
        "<thead><tr>{}</tr></thead>\n",
        join(columns.stream().map(name -> of("<th scope=\"col\">{}</th>", name))));
  }

  private static Html row(List<Html> values) {
    return of(
        "<tr><th scope=\"row\">{}</th>{}</tr>\n",
        values.get(0),
        join(values.stream().skip(1).map(value -> of("<td>{}</td>", value))));
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

  static Html text(String text) {
    return of("{}", text);
  }

  static String decimals(int count, double value) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }

  static String escaped(String text) {
    return SvgStyle.escaped(VisibleText.lines(text)).replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return markup;
  }
}
