package dev.digitgan.generator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.TestModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSelectorTest {
  private final List<ModelDescription> loaded =
      List.of(TestModels.description(42), TestModels.description(41), TestModels.description(7));

  private final Map<String, Version> channels =
      Map.of("stable", new Version(41), "gone", new Version(6));

  @Test
  void aChannelNamesTheVersionThatItStoodAt() {
    assertThat(VersionSelector.parse("channel:stable").choose(loaded, channels)).isEqualTo(1);
  }

  @Test
  void theChannelLatestIsTheNewestThatIsLoadedAlsoAfterAStepBack() {
    List<ModelDescription> back =
        List.of(TestModels.description(7), TestModels.description(42), TestModels.description(41));

    assertThat(VersionSelector.parse("channel:latest").choose(loaded, channels)).isZero();
    assertThat(VersionSelector.parse("channel:latest").choose(back, channels)).isEqualTo(1);
  }

  @Test
  void aChannelWhoseVersionIsNotLoadedSaysWhichItNames() {
    assertThatThrownBy(() -> VersionSelector.parse("channel:gone").choose(loaded, channels))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessage("channel 'gone' names version 6, which is not loaded; loaded: 42, 41, 7");
  }

  @Test
  void nothingNamesTheOneBeingServed() {
    assertThat(VersionSelector.parse("").choose(loaded, channels)).isZero();
  }

  @Test
  void aNumberNamesThatVersion() {
    assertThat(VersionSelector.parse("42").choose(loaded, channels)).isZero();
    assertThat(VersionSelector.parse("7").choose(loaded, channels)).isEqualTo(2);
  }

  @Test
  void aDigestNamesTheNewestOfThatFunction() {
    Sha256 digest = TestModels.description(41).digest();
    List<ModelDescription> twins =
        List.of(TestModels.description(43), TestModels.description(41), TestModels.description(41));

    assertThat(VersionSelector.parse(digest.toString()).choose(twins, channels)).isEqualTo(1);
  }

  @Test
  void whatIsNotLoadedIsNamedBesideWhatIs() {
    assertThatThrownBy(() -> VersionSelector.parse("40").choose(loaded, channels))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessage("version 40 is not loaded; loaded: 42, 41, 7");
    assertThatThrownBy(
            () -> VersionSelector.parse("sha256:" + "0".repeat(64)).choose(loaded, channels))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessageStartingWith("no model sha256:000");
    assertThatThrownBy(() -> VersionSelector.parse("channel:other").choose(loaded, channels))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessage("no such channel: other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newest",
        "0",
        "-1",
        "042",
        "4 2",
        " ",
        "100000000",
        "99999999999999999999",
        "٤",
        "1.0",
        "sha256:",
        "sha256:abc",
        "SHA256:x",
        "channel:",
        "channel:-a",
        "channel:a/b",
        "channel:../x"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> VersionSelector.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongNameIsNotEchoedWhole() {
    assertThatThrownBy(() -> VersionSelector.parse("x".repeat(10_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }
}
