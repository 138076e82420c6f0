package dev.digitgan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreadNamesTest {
  private static final String UNREAD = "/data/\ufffd\ufffd";

  @Test
  void namesOfAnyLettersAreFine() {
    assertThat(complaint("/data/ü", List.of("--store", "ö"), Map.of("DIGITGAN_DATA", "漢字")))
        .isEmpty();
  }

  @Test
  void aFolderThatCouldNotBeReadIsToldWithWhatHelps() {
    assertThat(complaint(UNREAD, List.of(), Map.of()))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("the current folder " + UNREAD + " has letters")
                    .contains("charset ANSI_X3.4-1968", "LC_ALL=C.UTF-8"));
  }

  @Test
  void anArgumentThatCouldNotBeReadIsNamed() {
    assertThat(complaint("/data", List.of("serve", "--store=\ufffd\u001b"), Map.of()))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("the argument '--store=\ufffd\\u001B' "));
  }

  @Test
  void aVariableOfOursThatCouldNotBeReadIsNamedAndOthersAreNotLookedAt() {
    assertThat(complaint("/data", List.of(), Map.of("DIGITGAN_STORE", UNREAD, "OLDPWD", "\ufffd")))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("DIGITGAN_STORE=" + UNREAD + " has letters"));
    assertThat(complaint("/data", List.of(), Map.of("OLDPWD", "\ufffd"))).isEmpty();
  }

  private static Optional<String> complaint(
      String folder, List<String> args, Map<String, String> variables) {
    return UnreadNames.complaint(folder, args, variables, "ANSI_X3.4-1968");
  }
}
