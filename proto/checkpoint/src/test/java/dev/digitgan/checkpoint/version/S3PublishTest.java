package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.version.PublisherProcess.Location;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.testing.TestBucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("ci")
final class S3PublishTest extends PublishContract {
  private final TestBucket bucket = TestBucket.shared();
  private final List<String> locations = new ArrayList<>();

  @AfterEach
  void removeObjects() throws IOException {
    for (String location : locations) {
      bucket.remove(location);
    }
  }

  @Override
  Location location() {
    String location = bucket.newLocation();
    locations.add(location);
    return new Location(location, bucket.environment());
  }

  @Override
  ObjectStore open(Location location) {
    return bucket.open(location.uri());
  }
}
