package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.version.PublisherProcess.Location;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryPublishTest extends PublishContract {
  private @TempDir Path stores;

  @Override
  Location location() {
    return new Location(stores.resolve(UUID.randomUUID().toString()).toString(), Map.of());
  }

  @Override
  ObjectStore open(Location location) {
    return StoreUri.open(location.uri());
  }
}
