package dev.digitgan.generator.cache;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.watch.SwapListener;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
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
 * Copies of all objects that the version being served was made of, in a folder of one generator's
 * own.
 *
 * <p>What comes from it is verified like what comes from the store. A copy stays until all of a
 * later version is copied too: a restart never finds less than the one before it did. A folder that
 * cannot be written to is logged once and costs nothing but the cache.
 */
public final class LastGoodCache implements SwapListener {
  private static final Logger log = LoggerFactory.getLogger(LastGoodCache.class);
  private static final String LAST_GOOD = "last-good/";

  /** What the last good version of each model is made of: one key a line. */
  private static final String PARTS = "parts/";

  private static final int MAX_NUMBER_BYTES = 20;
  private static final int MAX_PARTS_BYTES = 1 << 22;

  private final DirectoryStore folder;
  private final String model;

  /** Keys read since the version before was served, from wherever: those of the next one. */
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  private boolean failed;

  /**
   * @param model whose versions are kept: several models may share a folder
   */
  public LastGoodCache(Path directory, String model) {
    this.folder = DirectoryStore.ofCopies(directory);
    this.model = model;
  }

  /** Logs it now, and not only with the first copy, if none can be kept. */
  public void tryOut() {
    try {
      folder.tryOut();
    } catch (IOException e) {
      complain(e);
    }
  }

  /** {@code store}, with a copy made of whatever is read, and read where the store fails. */
  public ObjectStore over(ObjectStore store) {
    return new CopyingStore(store, this);
  }

  /** The version that was served last, by this process or the one before; empty if none is kept. */
  public Optional<Version> lastGood() {
    try {
      byte[] number = folder.read(LAST_GOOD + model, MAX_NUMBER_BYTES);
      return Optional.of(
          new Version(WholeNumbers.parseLong(new String(number, StandardCharsets.US_ASCII))));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      log.warn("the cache {} does not say what was served last: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  /** The copy of {@code key}, which stays as long as what is made of it is served. */
  byte[] read(String key, long maxBytes) throws IOException {
    byte[] bytes = folder.read(key, maxBytes);
    read.add(key);
    return bytes;
  }

  Optional<StoredObject> stat(String key) throws IOException {
    return folder.stat(key);
  }

  /** Keeps a copy, if the disk lets it; of what is damaged, not in the place of a good one. */
  void keep(String key, byte[] bytes) {
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

  /** Marks {@code model} as the last good one, then drops what no last good one is made of. */
  @Override
  public void served(ModelDescription model, Duration loadTime) {
    Set<String> parts = new TreeSet<>(read);
    read.clear();
    try {
      for (String part : parts) {
        if (folder.stat(part).isEmpty()) {
          dropUnlessAllIsOld();
          return; // The disk did not take it, as was logged: the version before stays.
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

  /** What an earlier release left says of no version what it is made of. */
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
      log.warn("cannot keep a copy in {}, serving goes on: {}", folder, e.toString());
    }
  }
}
