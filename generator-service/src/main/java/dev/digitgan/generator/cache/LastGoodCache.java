package dev.digitgan.generator.cache;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.watch.SwapListener;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import dev.digitgan.text.WholeNumbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of all objects of the served version, in a folder that one generator owns.
 *
 * <p>Copies are verified like objects of the store. They stay until a later version is copied as a
 * whole, so a restart never finds less than the one before it did. An unwritable folder is logged
 * once and costs only the cache.
 */
public final class LastGoodCache implements SwapListener {
  private static final Logger log = LoggerFactory.getLogger(LastGoodCache.class);
  private static final String LAST_GOOD = "last-good/";

  /** The objects of each model's last good version: one key a line. */
  private static final String PARTS = "parts/";

  private static final int MAX_NUMBER_BYTES = 20;
  private static final int MAX_PARTS_BYTES = 1 << 22;

  private final DirectoryStore folder;
  private final String model;

  /** Keys read since the last version was served: those of the next version. */
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  private boolean failed;

  /**
   * @param model whose versions are kept; several models may share a folder
   */
  public LastGoodCache(Path directory, String model) {
    this.folder = DirectoryStore.ofCopies(directory);
    this.model = model;
  }

  /** Logs now, before the first copy, if the folder is unwritable. */
  public void tryOut() {
    try {
      folder.tryOut();
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Returns {@code store}, copying what is read and reading the copies while the store fails. */
  public ObjectStore over(ObjectStore store) {
    return new CopyingStore(store);
  }

  private final class CopyingStore extends ForwardingStore {
    CopyingStore(ObjectStore store) {
      super(store);
    }

    @Override
    public byte[] read(String key, long maxBytes) throws IOException {
      try {
        byte[] bytes = super.read(key, maxBytes);
        keep(key, bytes);
        return bytes;
      } catch (NoSuchObjectException | ObjectTooLargeException e) {
        throw e;
      } catch (IOException e) {
        return readCopy(key, maxBytes, e);
      }
    }

    private byte[] readCopy(String key, long maxBytes, IOException failure) throws IOException {
      try {
        byte[] bytes = folder.read(key, maxBytes);
        read.add(key);
        return bytes;
      } catch (IOException e) {
        failure.addSuppressed(e);
        throw failure;
      }
    }

    @Override
    public Optional<StoredObject> stat(String key) throws IOException {
      try {
        return super.stat(key);
      } catch (IOException e) {
        Optional<StoredObject> copy = folder.stat(key);
        if (copy.isEmpty()) {
          throw e;
        }
        return copy;
      }
    }
  }

  /** Returns the version that this process or the one before served last, if a copy is kept. */
  public Optional<Version> lastGood() {
    try {
      byte[] number = folder.read(LAST_GOOD + model, MAX_NUMBER_BYTES);
      return Optional.of(
          new Version(WholeNumbers.parseLong(new String(number, StandardCharsets.US_ASCII))));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      log.warn("cannot read from {} which version was served last: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  /** Keeps a copy, if the disk allows it. A damaged object never replaces a good copy. */
  private void keep(String key, byte[] bytes) {
    read.add(key);
    Optional<Sha256> digest = CheckpointKeys.blobDigest(key);
    if (digest.isPresent() && !digest.get().equals(Sha256.of(bytes))) {
      return;
    }
    try {
      // Not put-if-absent: a copy that went bad on the disk is replaced.
      folder.put(key, bytes);
      failed = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Records {@code model} as the last good one, then deletes what no last good version needs. */
  @Override
  public void served(ModelDescription model, Duration loadTime) {
    Set<String> parts = new TreeSet<>(read);
    read.clear();
    try {
      for (String part : parts) {
        if (folder.stat(part).isEmpty()) {
          dropUnlessAllIsOld();
          return; // The disk did not take it, as logged before: the last version stays.
        }
      }
      folder.put(PARTS + this.model, String.join("\n", parts).getBytes(StandardCharsets.US_ASCII));
      folder.put(
          LAST_GOOD + this.model, model.version().toString().getBytes(StandardCharsets.US_ASCII));
      drop();
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Keeps an earlier release's files, which do not list the objects of a version. */
  private void dropUnlessAllIsOld() throws IOException {
    if (folder.stat(PARTS + model).isPresent()) {
      drop();
    }
  }

  private void drop() throws IOException {
    Set<String> needed = new HashSet<>();
    for (String list : folder.list(PARTS)) {
      String parts = new String(folder.read(list, MAX_PARTS_BYTES), StandardCharsets.US_ASCII);
      parts.lines().forEach(needed::add);
    }
    for (String prefix : new String[] {"models/", "blobs/"}) {
      for (StoredObject kept : folder.listObjects(prefix)) {
        if (!needed.contains(kept.key())) {
          folder.delete(kept.key());
        }
      }
    }
  }

  private void complain(IOException e) {
    if (!failed) {
      failed = true;
      log.warn("cannot keep a copy in {}, serving without it: {}", folder, e.toString());
    }
  }
}
