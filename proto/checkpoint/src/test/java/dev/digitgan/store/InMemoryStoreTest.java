package dev.digitgan.store;

import org.junit.jupiter.api.Nested;

final class InMemoryStoreTest {
  @Nested
  final class OneCaller extends ObjectStoreContract {
    @Override
    public ObjectStore open() {
      return new InMemoryStore();
    }
  }

  @Nested
  final class ManyCallers extends ConcurrentStoreContract {
    @Override
    public ObjectStore open() {
      return new InMemoryStore();
    }

    @Override
    public int longListingObjects() {
      return 2500;
    }
  }
}
