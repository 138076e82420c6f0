package dev.digitgan.runtime.http;

import dev.digitgan.text.VisibleText;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The page at "/".
 *
 * @param facts name to value, in the order in which they are shown; called at each request
 */
public record StatusPage(String title, Supplier<Map<String, String>> facts) {

  String html() {
    StringBuilder rows = new StringBuilder();
    facts
        .get()
        .forEach(
            (name, value) ->
                rows.append(
                    "<tr><th>%s</th><td>%s</td></tr>\n".formatted(escaped(name), escaped(value))));
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$s</title>
    <style>body{font:16px/1.5 sans-serif;margin:2em}th{text-align:left;padding-right:1.5em}</style></head>
    <body>
    <h1>%1$s</h1>
    <table>
    %2$s</table>
    <p><a href="/metrics">metrics</a> <a href="/healthz">health</a></p>
    </body>
    </html>
    """
        .formatted(escaped(title), rows);
  }

  private static String escaped(String text) {
    return VisibleText.oneLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
