package dev.digitgan.trainer.report.page;

import dev.digitgan.text.VisibleText;
import dev.digitgan.trainer.report.chart.SvgStyle;
import java.util.stream.Collectors;
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

  static String escaped(String text) {
    return SvgStyle.escaped(VisibleText.lines(text)).replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return markup;
  }
}
