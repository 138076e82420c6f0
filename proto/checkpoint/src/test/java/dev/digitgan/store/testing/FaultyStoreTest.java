package dev.digitgan.store.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FaultyStoreTest {
  private static final byte[] CONTENT = "0123456789".getBytes(UTF_8);

  private final ObjectStore sound = new InMemoryStore();

  @Test
  void everyKindBefallsItsShareOfReads() throws IOException {
    sound.put("a", CONTENT);
    AtomicInteger slow = new AtomicInteger();
    FaultyStore store = new FaultyStore(sound, 0.2, 7, slow::incrementAndGet);
    int failed = 0;
    int truncated = 0;
    int flipped = 0;
    for (int i = 0; i < 6000; i++) {
      try {
        byte[] bytes = store.read("a", 10);
        if (bytes.length < CONTENT.length) {
          truncated++;
        } else if (!Arrays.equals(bytes, CONTENT)) {
          assertThat(flippedBits(bytes)).isEqualTo(1);
          flipped++;
        }
      } catch (IOException e) {
        failed++;
      }
    }
    assertThat(failed).isCloseTo(600, within(120));
    assertThat(truncated).isCloseTo(200, within(60));
    assertThat(flipped).isCloseTo(200, within(60));
    assertThat(slow.get()).isCloseTo(200, within(60));
    assertThat(store.faultCounts().values().stream().mapToInt(n -> n).sum())
        .isEqualTo(failed + truncated + flipped + slow.get());
    assertThat(sound.read("a", 10)).isEqualTo(CONTENT);
  }

  @Test
  void aFailedWriteThatMayHaveHappenedSaysSo() throws IOException {
    FaultyStore store = new FaultyStore(sound, 1, 7, () -> {});
    int happened = 0;
    for (int i = 0; i < 400; i++) {
      String key = "put/" + i;
      boolean unknown = false;
      try {
        store.putIfAbsent(key, CONTENT);
      } catch (OutcomeUnknownException e) {
        unknown = true;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("503");
      }
      if (sound.stat(key).isPresent()) {
        assertThat(unknown).isTrue();
        happened++;
      }
    }
    assertThat(happened).isCloseTo(100, within(40));
  }

  @Test
  void aStaleListingIsAnEarlierOne() throws IOException {
    FaultyStore store = new FaultyStore(sound, 0.5, 7, () -> {});
    int stale = 0;
    for (int i = 0; i < 400; i++) {
      sound.put(String.format(Locale.ROOT, "a/%03d", i), CONTENT);
      List<String> truth = sound.list("a/");
      try {
        List<String> listing = store.list("a/");
        assertThat(truth).startsWith(listing.toArray(String[]::new));
        stale += listing.size() < truth.size() ? 1 : 0;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("injected");
      }
    }
    assertThat(stale).isCloseTo(50, within(25));
  }

  @Test
  void operationsAreNumberedAndCanBeFailed() throws IOException {
    List<String> told = new ArrayList<>();
    CountingStore store =
        new CountingStore(
            sound,
            new CountingStore.Listener() {
              @Override
              public void before(StoreOperation operation) throws IOException {
                told.add("before " + operation);
                if (operation.number() == 3) {
                  throw new IOException("ended at 3");
                }
              }

              @Override
              public void after(StoreOperation operation) {
                told.add("after " + operation.number());
              }
            });
    store.putIfAbsent("a", CONTENT);
    store.list("b/");
    assertThatThrownBy(() -> store.put("a", new byte[0])).hasMessage("ended at 3");

    assertThat(sound.read("a", 10)).isEqualTo(CONTENT);
    assertThat(store.operationCount()).isEqualTo(3);
    assertThat(told)
        .containsExactly(
            "before StoreOperation[number=1, kind=PUT_IF_ABSENT, key=a]",
            "after 1",
            "before StoreOperation[number=2, kind=LIST, key=b/]",
            "after 2",
            "before StoreOperation[number=3, kind=PUT, key=a]");
  }

  private static int flippedBits(byte[] bytes) {
    int count = 0;
    for (int i = 0; i < bytes.length; i++) {
      count += Integer.bitCount((bytes[i] ^ CONTENT[i]) & 0xff);
    }
    return count;
  }
}
