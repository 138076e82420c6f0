package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NewestLoadableTest {
  @Test
  void nothingIsDoneInAnEmptyStore() {
    assertThat(next(committed(), 0)).isEmpty();
  }

  @Test
  void theNewestIsTakenFirst() {
    assertThat(next(committed(3, 2, 1), 0)).hasValue(new Version(3));
    assertThat(next(committed(3, 2, 1), 2)).hasValue(new Version(3));
  }

  @Test
  void nothingIsDoneWhenTheNewestIsServed() {
    assertThat(next(committed(3, 2, 1), 3)).isEmpty();
  }

  @Test
  void anUnusableVersionIsPassedOverForTheNextOlderOne() {
    assertThat(next(committed(5, 4, 3), 3, 5)).hasValue(new Version(4));
    assertThat(next(committed(5, 4, 3), 0, 5, 4)).hasValue(new Version(3));
  }

  @Test
  void whatIsServedNeverGoesBack() {
    assertThat(next(committed(5, 4, 3), 3, 5, 4)).isEmpty();
    assertThat(next(committed(2, 1), 3)).isEmpty();
    assertThat(next(committed(), 3)).isEmpty();
  }

  private static List<Version> committed(long... numbers) {
    return Arrays.stream(numbers).mapToObj(Version::new).toList();
  }

  private static Optional<Version> next(List<Version> committed, long served, long... unusable) {
    Set<Version> set = Arrays.stream(unusable).mapToObj(Version::new).collect(Collectors.toSet());
    return NewestLoadable.next(
        committed, served == 0 ? Optional.empty() : Optional.of(new Version(served)), set);
  }
}
