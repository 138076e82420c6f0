package dev.digitgan.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.k8s.docs.SourceText.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people read says it in plain English: no text has a turn of phrase of idioms.tsv. */
final class WordsTest {
  private static final int LONGEST_LOG_LINE = 160;

  private static final Pattern MAIN_CODE = Pattern.compile(".*/src/main/java/.*\\.java");
  private static final Pattern SHOWN_BY_A_CLUSTER = Pattern.compile("k8s/(?!src/).*\\.(ya?ml|sh)");
  private static final List<Idiom> IDIOMS = idioms();

  @Test
  void mainCodeSaysItInPlainEnglish() throws IOException {
    List<String> found = new ArrayList<>();
    forEachText(
        (file, text) ->
            IDIOMS.stream()
                .filter(idiom -> !idiom.first() || text.kind() == Kind.JAVADOC)
                .forEach(idiom -> idiom.find(file + ":" + text.line(), text.text(), found)));
    assertThat(found).isEmpty();
  }

  @Test
  void noLogLineIsLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    List<String> all = new ArrayList<>();
    forEachText(
        (file, text) -> {
          if (text.kind() == Kind.LOG_LINE) {
            all.add(text.text());
            if (text.text().length() > LONGEST_LOG_LINE) {
              tooLong.add(file + ":" + text.line() + ": " + text.text());
            }
          }
        });
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(tooLong).isEmpty();
  }

  @Test
  void pagesAndManifestsSayItInPlainEnglish() throws IOException {
    List<String> found = new ArrayList<>();
    for (Page page : Page.all()) {
      findInLines(page.toString(), page.text(), found);
    }
    for (Path file : Tree.files(SHOWN_BY_A_CLUSTER)) {
      findInLines(Tree.ROOT.relativize(file).toString(), Files.readString(file), found);
    }
    assertThat(found).isEmpty();
  }

  @Test
  void textsOfAFileAreFound() {
    String source =
        """
        /** Of nothing. */
        class A {
          // It goes
          // on.
          String a = "// no comment; \\"x\\" stands"
              + " in it";
          char quote = '"';
          void a() {
            log.info("Run {}: " + "ends", 1);
          }
        }
        """;
    assertThat(SourceText.of(source))
        .containsExactly(
            new SourceText(1, Kind.JAVADOC, "Of nothing."),
            new SourceText(3, Kind.COMMENT, "It goes on."),
            new SourceText(5, Kind.STRING, "// no comment; \"x\" stands in it"),
            new SourceText(9, Kind.LOG_LINE, "Run {}: ends"));
  }

  private static void findInLines(String name, String text, List<String> found) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      for (Idiom idiom : IDIOMS) {
        if (!idiom.first()) {
          idiom.find(name + ":" + (i + 1), lines.get(i), found);
        }
      }
    }
  }

  private static void forEachText(BiConsumer<Path, SourceText> action) throws IOException {
    for (Path file : Tree.files(MAIN_CODE)) {
      SourceText.of(Files.readString(file))
          .forEach(text -> action.accept(Tree.ROOT.relativize(file), text));
    }
  }

  private static List<Idiom> idioms() {
    try (InputStream list = WordsTest.class.getResourceAsStream("idioms.tsv")) {
      return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(part -> new Idiom(part[0].equals("first"), Pattern.compile(part[1]), part[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One line of the list.
   *
   * @param first whether only the beginning of a Javadoc counts
   * @param instead what to say
   */
  private record Idiom(boolean first, Pattern pattern, String instead) {
    void find(String where, String text, List<String> found) {
      Matcher match = pattern.matcher(text);
      if (match.find()) {
        found.add("%s: \"%s\"; say: %s".formatted(where, match.group(), instead));
      }
    }
  }
}
