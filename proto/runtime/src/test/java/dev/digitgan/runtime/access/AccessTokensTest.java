package dev.digitgan.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessTokensTest {
  private static final OptionFile FILE = new OptionFile("--token-file", Path.of("tokens"));
  private static final String ONE = "one-1111111111111111";
  private static final String TWO = "two+2222/222.22_2~2==";

  @Test
  void aTokenIsItsSubjects() throws Exception {
    AccessTokens tokens =
        parse(
            "# of tests\r\n\nalice  " + ONE + "\n  bob\t" + TWO + "  \nalice three-33333333333333");

    assertThat(tokens.subject("Bearer " + ONE)).contains("alice");
    assertThat(tokens.subject("bearer " + TWO)).contains("bob");
    assertThat(tokens.subject("Bearer three-33333333333333")).contains("alice");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer one-1111111111111112",
    "Bearer one-111111111111111",
    "Bearer",
    "Bearer alice",
    "one-1111111111111111",
    "Basic one-1111111111111111",
    "'Bearer one-1111111111111111 one-1111111111111111'"
  })
  void anyOtherIsNobodys(String authorization) throws Exception {
    assertThat(parse("alice " + ONE).subject(authorization)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                      | it holds no line "subject token"
          # alice secret-secret-secret            | it holds no line "subject token"
          secret-secret-secret                    | line 1 is not "subject token"
          alice secret-secret-secret carol        | line 1 is not "subject token"
          älice secret-secret-secret              | line 1 is not "subject token"
          alice secret-secret-secret!             | line 1: a token has only letters, digits and . _ ~ + / -
          alice secret-secret                     | line 1: a token of fewer than 16 characters can be guessed
          """)
  void aFileThatCannotBeUsedIsRefusedWithoutTellingTheToken(String content, String reason) {
    assertThatThrownBy(() -> parse(content))
        .isInstanceOf(FileRefusedException.class)
        .hasMessage("--token-file: tokens: " + reason)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aTokenOfTwoSubjectsIsRefused() {
    assertThatThrownBy(() -> parse("alice " + ONE + "\n\nbob " + ONE))
        .hasMessage("--token-file: tokens: line 3: another subject has the same token");
  }

  private static AccessTokens parse(String content) throws FileRefusedException {
    return AccessTokens.parse(FILE, content.getBytes(StandardCharsets.UTF_8));
  }
}
