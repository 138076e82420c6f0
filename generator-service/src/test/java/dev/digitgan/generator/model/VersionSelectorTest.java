package dev.digitgan.generator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.Sha256;
import dev.digitgan.generator.TestModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSelectorTest {
  private final List<ModelDescription> loaded =
      List.of(TestModels.description(42), TestModels.description(41), TestModels.description(7));

  @Test
  void nothingNamesTheOneBeingServed() {
    assertThat(VersionSelector.parse("").choose(loaded)).isZero();
  }

  @Test
  void aNumberNamesThatVersion() {
    assertThat(VersionSelector.parse("42").choose(loaded)).isZero();
    assertThat(VersionSelector.parse("7").choose(loaded)).isEqualTo(2);
  }

  @Test
  void aDigestNamesTheNewestOfThatFunction() {
    Sha256 digest = TestModels.description(41).digest();
    List<ModelDescription> twins =
        List.of(TestModels.description(43), TestModels.description(41), TestModels.description(41));

    assertThat(VersionSelector.parse(digest.toString()).choose(twins)).isEqualTo(1);
  }

  @Test
  void whatIsNotLoadedIsNamedBesideWhatIs() {
    assertThatThrownBy(() -> VersionSelector.parse("40").choose(loaded))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessage("version 40 is not loaded; loaded: 42, 41, 7");
    assertThatThrownBy(() -> VersionSelector.parse("sha256:" + "0".repeat(64)).choose(loaded))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessageStartingWith("no model sha256:000");
    assertThatThrownBy(() -> VersionSelector.parse("channel:stable").choose(loaded))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessage("no such channel: stable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest",
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
        "channel:A",
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
