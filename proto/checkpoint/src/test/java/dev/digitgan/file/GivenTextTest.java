package dev.digitgan.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GivenTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/srv/my digits",
        "Größe/数字",
        "s3://bucket/a",
        "a~b",
        "/x/~",
        "./~",
        "é🙂",
        "a\\b"
      })
  void whatIsMeantIsTakenAsItIs(String value) {
    assertThat(GivenText.require(value)).isEqualTo(value);
    // A JVM that was started in the locale C cannot make a path of these letters.
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(value));
    assertThat(GivenText.path(value)).isEqualTo(Path.of(value));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/x%0D,'/x\\r' holds the control character \\r: remove it",
        "/x%0A/y,'/x\\n/y' holds the control character \\n: remove it",
        "%09x,'\\tx' holds the control character \\t: remove it",
        "a%00b,'a\\u0000b' holds the control character \\u0000: remove it",
        "%1B[2J,'\\u001B[2J' holds the control character \\u001B: remove it",
        "a%C2%85,'a\\u0085' holds the control character \\u0085: remove it",
        "a%E2%80%A8b,'a\\u2028b' holds the control character \\u2028: remove it",
        "%EF%BB%BFa,'\\uFEFFa' holds the control character \\uFEFF: remove it",
        "` x`,' x' begins or ends with white space: remove it",
        "`s3://b `,'s3://b ' begins or ends with white space: remove it",
        "~/x,'~/x' begins with ~",
        "~,'~' begins with ~",
        "~ada/x,'~ada/x' begins with ~",
      })
  void aMistakeOfTheShellIsRefusedAndMadeVisible(String encoded, String message) {
    String value = URLDecoder.decode(encoded, UTF_8);
    assertThatThrownBy(() -> GivenText.require(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> GivenText.path(value)).hasMessageStartingWith(message);
  }

  @Test
  void aTildeIsAnsweredWithWhatToWrite() {
    assertThat(GivenText.problem("~/x").orElseThrow())
        .isEqualTo(
            "begins with ~, which a shell expands only at the beginning of a word without quotes:"
                + " write $HOME/...");
  }

  @Test
  void whatIsWrongWithASecretDoesNotHoldIt() {
    assertThat(GivenText.problem("secret\r").orElseThrow()).doesNotContain("secret");
  }

  @Test
  void aVariableIsFoundByItsValue() {
    String description = "Where to. DIGITGAN_OUT; now x. See DIGITGAN_STORE.";
    Map<String, String> environment = Map.of("DIGITGAN_OUT", "a\r", "DIGITGAN_STORE", "b");

    assertThat(GivenText.variable(description, "a\r", environment)).contains("DIGITGAN_OUT");
    assertThat(GivenText.variable(description, "b", environment)).contains("DIGITGAN_STORE");
    assertThat(GivenText.variable(description, "given", environment)).isEmpty();
    assertThat(GivenText.variable("No name.", "b", environment)).isEmpty();
  }
}
