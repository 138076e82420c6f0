package dev.digitgan.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of Markdown in the project's tree. */
public final class Page {
  /** Writes what is made from the programs, in place of comparing it. */
  private static final boolean WRITE = Boolean.getBoolean("digitgan.docs.write");

  private static final Pattern MARKDOWN = Pattern.compile(".*\\.md");
  private static final Pattern CODE = Pattern.compile("(?ms)^\\s*```.*?^\\s*```$|`[^`\n]*`");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^\\s*```.*?^\\s*```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
  private static final Pattern LINK_TEXT = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  private final Path file;

  private Page(Path file) {
    this.file = file;
  }

  /**
   * The page {@code name}.
   *
   * @param name below the tree
   */
  public static Page of(String name) {
    return new Page(Tree.ROOT.resolve(name));
  }

  /** All pages of the tree, in the order of their names. */
  static List<Page> all() throws IOException {
    return Tree.files(MARKDOWN).stream().map(Page::new).toList();
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where its relative links lead, each as it is written. */
  List<String> links() {
    return LINK.matcher(CODE.matcher(text()).replaceAll(""))
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  /** Requires that {@code link}, as one of {@link #links}, leads to something. */
  void requireTarget(String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
    assertThat(target).as("%s: %s", this, link).exists().startsWith(Tree.ROOT);
    if (hash >= 0) {
      assertThat(new Page(target).anchors())
          .as("%s: %s", this, link)
          .contains(link.substring(hash + 1));
    }
  }

  /** The names of its headings, as GitHub makes them. */
  private Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    Matcher heading = HEADING.matcher(BLOCK.matcher(text()).replaceAll(""));
    while (heading.find()) {
      String name =
          LINK_TEXT
              .matcher(heading.group(1))
              .replaceAll("$1")
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int count = seen.merge(name, 1, Integer::sum);
      anchors.add(count == 1 ? name : name + "-" + (count - 1));
    }
    return anchors;
  }

  /**
   * Requires that {@code lines} stand between the marks of {@code name}, or writes them there.
   *
   * @param name as in {@code <!-- begin name -->}
   */
  public void requireMade(String name, List<String> lines) throws IOException {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->\n";
    String text = text();
    assertThat(text).contains(begin, end);
    String before = text.substring(0, text.indexOf(begin) + begin.length());
    String after = text.substring(text.indexOf(end));
    String made = before + String.join("\n", lines) + "\n" + after;
    if (WRITE) {
      Files.writeString(file, made);
    }
    assertThat(text())
        .as("%s is out of date; -Ddigitgan.docs.write=true writes it", this)
        .isEqualTo(made);
  }

  @Override
  public String toString() {
    return Tree.ROOT.relativize(file).toString();
  }
}
