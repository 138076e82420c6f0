package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog backlog = new Backlog();

  @Test
  void countsImagesOfAllAndOfEach() {
    backlog.add("a", 10);
    backlog.add("b", 100);
    backlog.add("a", 1);
    backlog.remove("b", 100, 16);

    assertThat(backlog.imageCount()).isEqualTo(95);
    assertThat(backlog.imageCount("a")).isEqualTo(11);
    assertThat(backlog.imageCount("b")).isEqualTo(84);
    assertThat(backlog.imageCount("nobody")).isZero();
  }

  @Test
  void whatComesBeforeACallIsItsEqualsWorkAndNotAllOfLongerOnes() {
    for (int i = 0; i < 10; i++) {
      backlog.add("a", 4_096);
      backlog.add("a", 1);
    }

    assertThat(backlog.imagesUpTo(16)).isEqualTo(10 * 16 + 10);
    assertThat(backlog.imagesUpTo(1 << 20)).isEqualTo(10 * 4_096 + 10);
  }

  @Test
  void isEmptyWhenAllIsGone() {
    backlog.add("a", 100);
    for (int left = 100; left > 0; left -= 10) {
      backlog.remove("a", left, 10);
    }

    assertThat(backlog.imageCount()).isZero();
    assertThat(backlog.imageCount("a")).isZero();
    assertThat(backlog.imagesUpTo(1 << 20)).isZero();
  }
}
