package dev.digitgan.trainer.report.page;

import dev.digitgan.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markup. What is put into it is text and is escaped, unless it is markup itself.
 *
 * @param markup as a browser reads it
 */
record Html(String markup) {
  static final Html NONE = new Html("");

  private static final String PLACE = "{}";

  /**
   * {@code template} with a value in each place {@value #PLACE}, which are between tags or in
   * quoted attributes.
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

  static Html join(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  static Html join(Stream<Html> parts) {
    return join(parts.toList());
  }

  static String escaped(String text) {
    String visible = VisibleText.lines(text);
    StringBuilder out = new StringBuilder(visible.length());
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return markup;
  }
}
