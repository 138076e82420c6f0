package dev.digitgan.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.VersionName;
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
          .hasMessage("'" + text + "' is not latest, channel:NAME or version:N");
    }
  }

  private static String meaning(VersionSelector selector) {
    return selector.name().map(SpellingsTest::meaning).orElse("served");
  }

  private static String meaning(Follow follow) {
    return meaning(follow.name());
  }

  private static String meaning(VersionName name) {
    if (name instanceof VersionName.Numbered of) {
      return "version " + of.version();
    }
    if (name instanceof VersionName.OfDigest of) {
      return of.prefix();
    }
    return name instanceof VersionName.OfChannel of ? "channel " + of.channel() : "latest";
  }
}
