package dev.digitgan.checkpoint.testing;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store whose listings stay as they were when it was made, as some stores' do for a while. */
public final class StaleListing extends ForwardingStore {
  private final Map<String, List<StoredObject>> listings = new HashMap<>();

  public StaleListing(ObjectStore store) throws IOException {
    super(store);
    String versions = new CheckpointKeys("digits").manifests();
    listings.put(versions, store.listObjects(versions));
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    List<StoredObject> listing = listings.get(prefix);
    return listing == null ? super.listObjects(prefix) : listing;
  }
}
