package dev.digitgan.generator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.generator.sampling.QueueFullException;
import org.junit.jupiter.api.Test;

class ReplyMemoryTest {
  private final ReplyMemory memory = new ReplyMemory(100);

  @Test
  void isBoundedAndFreeAgainWhenACallEnds() {
    ReplyMemory.Reservation first = memory.reserve(60);
    assertThatThrownBy(() -> memory.reserve(41))
        .isInstanceOfSatisfying(
            QueueFullException.class,
            e -> assertThat(e.bound()).isEqualTo(QueueFullException.Bound.UNREAD_REPLIES))
        .hasMessage("too much is unread: 60 of 100 bytes of answers wait for their readers");
    assertThat(memory.reservedBytes()).isEqualTo(60);

    first.close();
    first.close();

    assertThat(memory.reservedBytes()).isZero();
    memory.reserve(100);
  }

  @Test
  void aCallThatIsAloneMayBeLargerThanTheBound() {
    memory.reserve(1_000);
    assertThatThrownBy(() -> memory.reserve(1)).isInstanceOf(QueueFullException.class);
  }
}
