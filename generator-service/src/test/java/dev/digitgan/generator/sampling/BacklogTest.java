package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.access.ClientIdentity.Kind;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final ClientIdentity A = new ClientIdentity(Kind.TOKEN, "a");
  private static final ClientIdentity B = new ClientIdentity(Kind.TOKEN, "b");
  private static final ClientIdentity NOBODY = new ClientIdentity(Kind.ADDRESS, "a");

  private final Backlog backlog = new Backlog();

  @Test
  void countsImagesOfAllAndOfEach() {
    backlog.add(A, 10);
    backlog.add(B, 100);
    backlog.add(A, 1);
    backlog.remove(B, 100, 16);

    assertThat(backlog.imageCount()).isEqualTo(95);
    assertThat(backlog.imageCount(A)).isEqualTo(11);
    assertThat(backlog.imageCount(B)).isEqualTo(84);
    assertThat(backlog.imageCount(NOBODY)).isZero();
  }

  @Test
  void whatComesBeforeACallIsItsEqualsWorkAndNotAllOfLongerOnes() {
    for (int i = 0; i < 10; i++) {
      backlog.add(A, 4_096);
      backlog.add(A, 1);
    }

    assertThat(backlog.imagesUpTo(16)).isEqualTo(10 * 16 + 10);
    assertThat(backlog.imagesUpTo(1 << 20)).isEqualTo(10 * 4_096 + 10);
  }

  @Test
  void isEmptyWhenAllIsGone() {
    backlog.add(A, 100);
    for (int left = 100; left > 0; left -= 10) {
      backlog.remove(A, left, 10);
    }

    assertThat(backlog.imageCount()).isZero();
    assertThat(backlog.imageCount(A)).isZero();
    assertThat(backlog.imagesUpTo(1 << 20)).isZero();
  }
}
