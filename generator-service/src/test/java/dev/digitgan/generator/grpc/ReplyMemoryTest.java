package dev.digitgan.generator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.generator.sampling.QueueFullException;
import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.access.ClientIdentity.Kind;
import org.junit.jupiter.api.Test;

class ReplyMemoryTest {
  private static final ClientIdentity A = new ClientIdentity(Kind.ADDRESS, "a");
  private static final ClientIdentity B = new ClientIdentity(Kind.ADDRESS, "b");
  private static final ClientIdentity C = new ClientIdentity(Kind.ADDRESS, "c");

  private final ReplyMemory memory = new ReplyMemory(100);

  @Test
  void isBoundedAndFreeAgainWhenACallEnds() {
    ReplyMemory.Reservation first = memory.reserve(A, 60);
    assertThatThrownBy(() -> memory.reserve(B, 41))
        .isInstanceOfSatisfying(
            QueueFullException.class,
            e -> assertThat(e.bound()).isEqualTo(QueueFullException.Bound.UNREAD_REPLIES))
        .hasMessage(
            "too much is unread: 60 of 100 bytes of answers wait for their readers, 0 of them this"
                + " client's");
    assertThat(memory.reservedBytes()).isEqualTo(60);

    first.close();
    first.close();

    assertThat(memory.reservedBytes()).isZero();
    memory.reserve(B, 100);
  }

  @Test
  void oneClientNeverTakesWhatOthersNeed() {
    for (int i = 0; i < 33; i++) {
      memory.reserve(A, 1);
    }
    memory.reserve(A, 17);
    assertThatThrownBy(() -> memory.reserve(A, 1)).isInstanceOf(QueueFullException.class);
    memory.reserve(B, 20);
    assertThatThrownBy(() -> memory.reserve(B, 20)).isInstanceOf(QueueFullException.class);
    memory.reserve(C, 20);
    assertThat(memory.reservedBytes()).isEqualTo(90);
  }

  @Test
  void aCallThatIsAloneMayBeLargerThanTheBound() {
    memory.reserve(A, 1_000);
    assertThatThrownBy(() -> memory.reserve(B, 1)).isInstanceOf(QueueFullException.class);
  }
}
