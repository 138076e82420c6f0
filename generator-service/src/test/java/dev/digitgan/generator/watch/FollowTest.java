package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowTest {
  private static final Follow LATEST = Follow.parse("latest");
  private static final Follow STABLE = Follow.parse("channel:stable");
  private static final Follow EXACTLY_TWO = Follow.parse("version:2");

  @Test
  void latestTakesWhatIsNewerNewestFirst() {
    assertThat(LATEST.candidates(versions(3, 2, 1), none(), none())).isEqualTo(versions(3, 2, 1));
    assertThat(LATEST.candidates(versions(3, 2, 1), none(), version(1))).isEqualTo(versions(3, 2));
  }

  @Test
  void latestNeverGoesBack() {
    assertThat(LATEST.candidates(versions(3, 2, 1), none(), version(3))).isEmpty();
    assertThat(LATEST.candidates(versions(2, 1), none(), version(3))).isEmpty();
    assertThat(LATEST.candidates(versions(), none(), version(3))).isEmpty();
  }

  @Test
  void aChannelIsFollowedForwardsAndBack() {
    assertThat(STABLE.channel()).hasValue("stable");
    assertThat(STABLE.candidates(versions(3, 2, 1), version(2), none())).isEqualTo(versions(2));
    assertThat(STABLE.candidates(versions(3, 2, 1), version(2), version(3))).isEqualTo(versions(2));
    assertThat(STABLE.candidates(versions(3, 2, 1), version(2), version(2))).isEmpty();
  }

  @Test
  void whatIsServedStaysWithoutTheChannel() {
    assertThat(STABLE.candidates(versions(3, 2, 1), none(), version(2))).isEmpty();
    assertThat(STABLE.candidates(versions(3, 2, 1), none(), none())).isEmpty();
  }

  @Test
  void aVersionIsServedOnceItIsThere() {
    assertThat(EXACTLY_TWO.candidates(versions(1), none(), none())).isEmpty();
    assertThat(EXACTLY_TWO.candidates(versions(3, 2, 1), none(), none())).isEqualTo(versions(2));
    assertThat(EXACTLY_TWO.candidates(versions(3, 2, 1), none(), version(2))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "newest",
        "channel:",
        "version:",
        "version:0",
        "version:x",
        "version:+2",
        "02"
      })
  void nonsenseIsRefused(String text) {
    assertThatThrownBy(() -> Follow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "'");
  }

  private static List<Version> versions(long... numbers) {
    return Arrays.stream(numbers).mapToObj(Version::new).toList();
  }

  private static Optional<Version> version(long number) {
    return Optional.of(new Version(number));
  }

  private static Optional<Version> none() {
    return Optional.empty();
  }
}
