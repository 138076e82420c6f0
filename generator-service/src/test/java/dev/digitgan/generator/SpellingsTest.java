package dev.digitgan.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.generator.model.VersionSelector;
import dev.digitgan.generator.watch.Follow;
import dev.digitgan.testing.Spellings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator takes versions as the other programs do, in requests and in what it follows. */
class SpellingsTest {
  @Test
  void requestsNameVersionsAsEveryProgramDoes() {
    Spellings.VERSIONS.forEach(
        (text, meaning) ->
            assertThat(meaning(VersionSelector.parse(text))).as(text).isEqualTo(meaning));
    assertThat(meaning(VersionSelector.parse(Spellings.DIGEST))).isEqualTo(Spellings.DIGEST);
    Spellings.NO_VERSIONS.forEach(
        text ->
            assertThatThrownBy(() -> VersionSelector.parse(text))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {Spellings.RUN, Spellings.BEST, Spellings.PART_OF_DIGEST})
  void requestsNameWhatIsLoadedAndNoRuns(String text) {
    assertThatThrownBy(() -> VersionSelector.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsFollowedIsNamedAsEveryProgramDoes() {
    Spellings.VERSIONS.forEach(
        (text, meaning) -> assertThat(meaning(Follow.parse(text))).as(text).isEqualTo(meaning));
    assertThat(meaning(Follow.parse("version:42"))).isEqualTo("version 42");
    Spellings.NO_VERSIONS.forEach(
        text ->
            assertThatThrownBy(() -> Follow.parse(text))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class));
    for (String text : List.of(Spellings.DIGEST, Spellings.RUN, Spellings.BEST, "version:latest")) {
      assertThatThrownBy(() -> Follow.parse(text))
          .as(text)
          .hasMessage("'" + text + "' is none of latest, channel:NAME and version:N");
    }
  }

  private static String meaning(VersionSelector selector) {
    if (selector instanceof VersionSelector.Exact exact) {
      return "version " + exact.version();
    }
    if (selector instanceof VersionSelector.OfDigest of) {
      return of.digest().toString();
    }
    return selector instanceof VersionSelector.OfChannel of ? "channel " + of.name() : "latest";
  }

  private static String meaning(Follow follow) {
    if (follow instanceof Follow.Exactly exactly) {
      return "version " + exactly.version();
    }
    return follow instanceof Follow.Channel of ? "channel " + of.name() : "latest";
  }
}
