package dev.digitgan.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages lead to each other and to what is there. */
final class PagesTest {
  private static final int LONGEST_README = 150;

  /** A word with at least two capital letters, in code style; "Outer.Inner" is two of them. */
  private static final Pattern TYPE =
      Pattern.compile("`([A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*)(?:\\.[A-Z][A-Za-z0-9]*)?`");

  /** Names of other projects' types, and of the protos'. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "BadRequest",
          "ErrorInfo",
          "GradientCollector",
          "InterruptedException",
          "RetryInfo",
          "StrictMath");

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  @Test
  void theReadmeIsShort() {
    assertThat(Page.of("README.md").text().lines()).hasSizeLessThanOrEqualTo(LONGEST_README);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkLeadsSomewhere(Page page) {
    page.links().forEach(page::requireTarget);
  }

  @Test
  void theIndexNamesEveryPage() throws IOException {
    List<String> named = Page.of("docs/README.md").links();
    assertThat(named)
        .containsAll(
            Tree.files(Pattern.compile("docs/.*\\.md")).stream()
                .map(file -> Tree.ROOT.resolve("docs").relativize(file).toString())
                .filter(name -> !name.equals("README.md"))
                .toList());
  }

  /** The changelog may name what is gone. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyTypeThatIsNamedIsThere(Page page) throws IOException {
    Set<String> named =
        TYPE.matcher(page.text())
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    named.removeAll(OF_OTHERS);
    if (!page.toString().equals("docs/changelog.md")) {
      assertThat(Sources.known()).containsAll(named);
    }
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() {
    Page readme = Page.of("README.md");
    for (String link : List.of("docs/none.md", "docs/README.md#none", "#none", "../elsewhere")) {
      assertThat(catchThrowableOf(readme, link)).as(link).isTrue();
    }
    readme.requireTarget("docs/README.md#decisions");
  }

  private static boolean catchThrowableOf(Page page, String link) {
    try {
      page.requireTarget(link);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  /** Types of the tree: one for each file of Java, and whatever a proto defines. */
  private static final class Sources {
    private static final Pattern SOURCE = Pattern.compile(".*/src/.*\\.(java|proto)");
    private static final Pattern DEFINED =
        Pattern.compile("\\b(?:message|service|enum|rpc) (\\w+)");
    private static final Set<String> KNOWN = read();

    private Sources() {}

    static Set<String> known() {
      return KNOWN;
    }

    private static Set<String> read() {
      Set<String> known = new TreeSet<>();
      try {
        for (Path file : Tree.files(SOURCE)) {
          String name = file.getFileName().toString();
          known.add(name.substring(0, name.indexOf('.')));
          if (name.endsWith(".proto")) {
            DEFINED
                .matcher(Files.readString(file))
                .results()
                .forEach(found -> known.add(found.group(1)));
          }
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return known;
    }
  }
}
