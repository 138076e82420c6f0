package dev.digitgan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.store.ObjectStore.UnsuitableStoreException;
import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Stores that fail it; those that pass it are in {@link ObjectStoreContract}. */
final class ConditionalPutProbeTest {
  private final ObjectStore memory = new InMemoryStore();

  @Test
  void aStoreThatIgnoresTheConditionIsRefused() throws IOException {
    assertRefused(
        new ForwardingStore(memory) {
          @Override
          public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
            put(key, bytes);
            return true;
          }
        },
        "took a second write");
  }

  @Test
  void aStoreThatSaysNoButWritesIsRefused() throws IOException {
    assertRefused(
        new ForwardingStore(memory) {
          @Override
          public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
            boolean absent = stat(key).isEmpty();
            put(key, bytes);
            return absent;
          }
        },
        "kept a loser's write");
  }

  @Test
  void aStoreThatSaysNoToTheFirstIsRefused() throws IOException {
    assertRefused(
        new ForwardingStore(memory) {
          @Override
          public boolean putIfAbsent(String key, byte[] bytes) {
            return false;
          }
        },
        "refused a write where nothing was");
  }

  @Test
  void aStoreThatLooksAndThenWritesIsRefused() throws IOException {
    CyclicBarrier allHaveLooked = new CyclicBarrier(4);
    assertRefused(
        new ForwardingStore(memory) {
          @Override
          public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
            boolean absent = stat(key).isEmpty();
            if (key.endsWith("-race")) {
              await(allHaveLooked);
            }
            if (absent) {
              put(key, bytes);
            }
            return absent;
          }
        },
        "4 of 4 racers won");
  }

  @Test
  void aStoreThatFailsIsNotCalledUnsuitable() {
    ObjectStore broken =
        new ForwardingStore(memory) {
          @Override
          public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
            if (key.endsWith("-race")) {
              throw new IOException("the store is down");
            }
            return super.putIfAbsent(key, bytes);
          }
        };
    assertThatThrownBy(() -> new ConditionalPutProbe(broken).run())
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("the store is down");
  }

  private void assertRefused(ObjectStore store, String observation) throws IOException {
    assertThatThrownBy(() -> new ConditionalPutProbe(store).run())
        .isInstanceOf(UnsuitableStoreException.class)
        .hasMessageContaining("memory: does not keep conditional writes apart (" + observation)
        .hasMessageContaining("use a store that honours If-None-Match: *");
    assertThat(memory.list(ConditionalPutProbe.PREFIX)).isEmpty();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
