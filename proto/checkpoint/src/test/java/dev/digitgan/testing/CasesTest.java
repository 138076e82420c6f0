package dev.digitgan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CasesTest {
  @Test
  void everyCaseIsChecked() {
    assertThat(drawn(new Cases(1, 500))).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedDrawsTheSameCases() {
    assertThat(drawn(new Cases(-7, 50))).isEqualTo(drawn(new Cases(-7, 50)));
    assertThat(drawn(new Cases(-7, 50))).doesNotContainAnyElementsOf(drawn(new Cases(-8, 50)));
  }

  @Test
  void aCaseDependsNeitherOnTheNumberOfTriesNorOnWhatOthersDrew() {
    List<String> cases = new ArrayList<>();
    new Cases(3, 90)
        .run(
            draw -> {
              cases.add(draw.anyString(40) + draw.anyLong() + draw.anyLong());
              draw.bytes(0, cases.size());
            });

    assertThat(cases.subList(0, 20)).isEqualTo(drawn(new Cases(3, 20)));
  }

  @Test
  void everyRunDrawsOtherCases() {
    assertThat(drawn(new Cases(Cases.seed(null), 20)))
        .doesNotContainAnyElementsOf(drawn(new Cases(Cases.seed(null), 20)));
  }

  @Test
  void theSeedThatWasAskedForIsTaken() {
    assertThat(Cases.seed("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Cases.seed("x"));
  }

  @Test
  void theBuildSaysHowManyCasesThereAre() {
    AtomicInteger count = new AtomicInteger();

    Cases.check(draw -> count.incrementAndGet());

    assertThat(count).hasValue(Integer.getInteger("fuzz.tries", 500));
  }

  static List<Throwable> failures() {
    return List.of(
        new AssertionError("is odd"),
        new IllegalStateException("is odd"),
        new IOException("is odd"),
        new StackOverflowError("is odd"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureNamesTheSeedTheCaseAndWhatItDrew(Throwable failure) {
    AtomicInteger count = new AtomicInteger();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                new Cases(42, 100)
                    .run(
                        draw -> {
                          draw.intBetween(6, 6);
                          draw.pick("a\nb");
                          if (count.incrementAndGet() == 17) {
                            throwAny(failure);
                          }
                        }))
        .withMessage(
            "Case 17 of 100 failed with seed 42."
                + " Repeat it with -Ddigitgan.test.seed=42 -Dfuzz.tries=100.\n"
                + "It drew 6, \"a\\nb\".\n"
                + failure)
        .withCause(failure);
    assertThat(count).hasValue(17);
  }

  @Test
  void theSeedOfAFailureRepeatsIt() {
    List<String> failed = new ArrayList<>();
    Cases.Property property =
        draw -> {
          String name = draw.anyString(30);
          if (draw.intBetween(0, 1_000) % 7 == 6) {
            failed.add(name);
            throw new IOException(name);
          }
        };

    for (int run = 0; run < 2; run++) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> new Cases(99, 1_000).run(property));
    }

    assertThat(failed).hasSize(2);
    assertThat(failed.get(1)).isEqualTo(failed.get(0));
  }

  @Test
  void refusesToCheckNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Cases.check(0, draw -> {}));
  }

  private static List<String> drawn(Cases cases) {
    List<String> drawn = new ArrayList<>();
    cases.run(draw -> drawn.add(draw.anyString(40) + draw.anyLong() + draw.anyLong()));
    return drawn;
  }

  /** Throws {@code failure}, which a property may. */
  private static void throwAny(Throwable failure) throws IOException {
    if (failure instanceof IOException checked) {
      throw checked;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw (Error) failure;
  }
}
