package dev.digitgan.k8s.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of the rules about locales Error Prone's DefaultLocale does not see. */
final class SourceRulesTest {
  /** It reads formats that are constants; these are names of variables, and what methods return. */
  private static final Pattern VARIABLE_FORMAT =
      Pattern.compile(
          "\\b[a-z]\\w*\\s*\\.formatted\\(|[^\"]\\)\\s*\\.formatted\\("
              + "|String\\s*\\.format\\(\\s*+(?!Locale\\b|\")");

  /** It lets these two streams pass. */
  private static final Pattern STANDARD_STREAM =
      Pattern.compile("System\\s*\\.(out|err)\\s*\\.(printf|format)\\(\\s*+(?!Locale\\b)");

  /** They take the digits of every script; WholeNumbers does not. */
  private static final Pattern ANY_DIGITS =
      Pattern.compile(
          "Integer(\\.|::)parseInt|Long(\\.|::)parseLong|Character(\\.|::)(isDigit|getNumericValue)");

  private static final List<String> READS_DIGITS_OF_ITS_OWN =
      List.of("WholeNumbers.java", "Glyph.java");

  @Test
  void formatsThatNoCheckCanReadNameTheirLocale() throws IOException {
    assertThat(found(VARIABLE_FORMAT, "src")).isEmpty();
    assertThat(found(STANDARD_STREAM, "src")).isEmpty();
  }

  @Test
  void numbersAreReadInTheDigits0To9() throws IOException {
    assertThat(found(ANY_DIGITS, "src/main"))
        .allMatch(place -> READS_DIGITS_OF_ITS_OWN.stream().anyMatch(place::contains));
  }

  @Test
  void theRulesSeeWhatTheyForbid() {
    assertThat("form.formatted(1)").containsPattern(VARIABLE_FORMAT);
    assertThat("form()\n    .formatted(1)").containsPattern(VARIABLE_FORMAT);
    assertThat("String.format(form, 1)").containsPattern(VARIABLE_FORMAT);
    assertThat("FORM.formatted(1); (\"a\" + \"b\").formatted(1)")
        .doesNotContainPattern(VARIABLE_FORMAT);
    assertThat("System.out.printf(\"%d\", 1)").containsPattern(STANDARD_STREAM);
    assertThat("Long::parseLong").containsPattern(ANY_DIGITS);
  }

  private static List<String> found(Pattern forbidden, String under) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..").toRealPath())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/" + under + "/"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.endsWith("SourceRulesTest.java"))
          .flatMap(file -> places(forbidden, file))
          .toList();
    }
  }

  private static Stream<String> places(Pattern forbidden, Path file) {
    try {
      return forbidden
          .matcher(Files.readString(file))
          .results()
          .map(place -> file.getFileName() + ": " + place.group());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
