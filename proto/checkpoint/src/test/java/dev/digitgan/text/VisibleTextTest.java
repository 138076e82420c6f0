package dev.digitgan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

  @Test
  void lettersOfAnyLanguageStay() {
    String text = "Größe, ٤٢, हिन्दी, می‌روم, 漢字, 😀 \\u001b";
    assertThat(VisibleText.oneLine(text)).isEqualTo(text);
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(VisibleText.oneLine("\ufeffa\u0000b\u001b[31mc\u007fd\u009be"))
        .isEqualTo("\\uFEFFa\\u0000b\\u001B[31mc\\u007Fd\\u009Be");
  }

  @Test
  void lineBreaksAndTabsAreEscapedOnOneLine() {
    assertThat(VisibleText.oneLine("a\nb\r\nc\td\u0085e\u2028f\u2029g"))
        .isEqualTo("a\\nb\\r\\nc\\td\\u0085e\\u2028f\\u2029g");
  }

  @Test
  void ourOwnLinesStayLines() {
    assertThat(VisibleText.lines("a\tb\nc\rd\u2028e")).isEqualTo("a\tb\nc\\rd\\u2028e");
  }

  @ParameterizedTest
  @ValueSource(
      chars = {
        '\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066',
        '\u2067', '\u2068', '\u2069'
      })
  void whatTurnsTheDirectionIsEscaped(char turn) {
    assertThat(VisibleText.oneLine("a" + turn + "b"))
        .isEqualTo(String.format(Locale.ROOT, "a\\u%04Xb", (int) turn));
  }

  @Test
  void halfALetterIsEscaped() {
    assertThat(VisibleText.oneLine("\ud83d, \ude00, \ud83d\ude00, \ud83d"))
        .isEqualTo("\\uD83D, \\uDE00, \ud83d\ude00, \\uD83D");
  }

  @Test
  void aMessageIsFoldedIntoOneLine() {
    assertThat(VisibleText.message(new IllegalStateException(" a\n  b\r\nc\u001b[2J ")))
        .isEqualTo("a b c\\u001B[2J");
  }

  @Test
  void aPrintedLineIsOneLine() {
    StringWriter text = new StringWriter();
    PrintWriter printer = new VisiblePrinter(new PrintWriter(text));

    printer.println("a\nerror: b");
    printer.println((Object) "c\nd");

    assertThat(text).hasToString(lines("a\\nerror: b", "c\\nd"));
  }

  @Test
  void aFormattedValueIsOneLineAndANumberStaysANumber() {
    StringWriter text = new StringWriter();
    PrintWriter printer = new VisiblePrinter(new PrintWriter(text));

    printer.printf("%s has%n%s%n", "a\nb", null);
    printer.printf(Locale.ROOT, "%08d %.1f %-3s|%n", 42, 1.5, 'x');

    assertThat(text).hasToString(lines("a\\nb has", "null", "00000042 1.5 x  |"));
  }

  @Test
  void whatIsPrintedMayHoldLinesAndNothingThatATerminalObeys() {
    StringWriter text = new StringWriter();
    PrintWriter printer = new VisiblePrinter(new PrintWriter(text));

    printer.print("a\nb\u001b[2J\n");
    printer.write(0x1b);
    printer.write(new char[] {'c', '\u009b', '\n'});
    printer.append('\u202e').append("d😀");
    printer.flush();

    assertThat(text).hasToString("a\nb\\u001B[2J\n\\u001Bc\\u009B\n\\u202Ed😀");
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
