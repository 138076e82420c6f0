package dev.digitgan.store;

import org.junit.jupiter.api.Nested;

final class InMemoryStoreTest {
  @Nested
  final class OneCaller extends ObjectStoreContract {
    @Override
    ObjectStore open() {
      return new InMemoryStore();
    }
  }

  @Nested
  final class ManyCallers extends ConcurrentStoreContract {
    @Override
    ObjectStore open() {
      return new InMemoryStore();
    }

    @Override
    int longListingObjects() {
      return 2500;
    }
  }
}
