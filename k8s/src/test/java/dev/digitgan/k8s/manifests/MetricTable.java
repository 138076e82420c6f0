package dev.digitgan.k8s.manifests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Our own metrics of a scrape, as a table of Markdown for docs/metrics.md. */
final class MetricTable {
  private static final String OURS = "digitgan_";
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** Row counts among them. */
  private static final Comparator<String> NUMBERS_BY_SIZE =
      Comparator.comparing((String value) -> value.matches("[0-9]+") ? value.length() : 0)
          .thenComparing(Comparator.naturalOrder());

  private final String scrape;

  MetricTable(String scrape) {
    this.scrape = scrape;
  }

  /** The lines of the table of the metrics that {@code wanted} takes, in the order of names. */
  List<String> lines(Predicate<String> wanted) {
    SortedMap<String, String> types = types();
    List<String> lines = new ArrayList<>();
    lines.add("| metric | type | labels | what it is |");
    lines.add("|---|---|---|---|");
    types.forEach(
        (name, type) -> {
          if (wanted.test(name) && !isGreatestOf(name, types)) {
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s |",
                    name,
                    type,
                    labels(name, type),
                    help(name)));
          }
        });
    return lines;
  }

  private SortedMap<String, String> types() {
    SortedMap<String, String> types = new TreeMap<>();
    scrape
        .lines()
        .map(TYPE::matcher)
        .filter(Matcher::matches)
        .filter(line -> line.group(1).startsWith(OURS))
        .forEach(line -> types.put(line.group(1), line.group(2)));
    return types;
  }

  /** Micrometer has a gauge of the greatest value beside each histogram. */
  private static boolean isGreatestOf(String name, Map<String, String> types) {
    return name.endsWith("_max") && types.containsKey(name.substring(0, name.length() - 4));
  }

  private String help(String name) {
    String begin = "# HELP " + name + " ";
    return scrape
        .lines()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()).replaceAll("\\.$", "").replace("|", "\\|"))
        .findFirst()
        .orElse("");
  }

  private String labels(String name, String type) {
    String sample = type.equals("histogram") || type.equals("summary") ? name + "_count" : name;
    SortedMap<String, SortedSet<String>> labels = new TreeMap<>();
    scrape
        .lines()
        .filter(line -> line.startsWith(sample + "{"))
        .map(line -> line.substring(0, line.lastIndexOf('}')))
        .flatMap(line -> LABEL.matcher(line).results())
        .forEach(
            (MatchResult label) ->
                labels
                    .computeIfAbsent(label.group(1), any -> new TreeSet<>(NUMBERS_BY_SIZE))
                    .add(label.group(2)));
    return labels.entrySet().stream()
        .map(label -> "`" + label.getKey() + "`: " + String.join(", ", label.getValue()))
        .collect(Collectors.joining("; "));
  }
}
