package dev.digitgan.generator.cache;

import dev.digitgan.checkpoint.Version;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.watch.SwapListener;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of all objects that the version being served was made of, in a folder of one generator's
 * own.
 *
 * <p>What comes from it is verified like what comes from the store. A folder that cannot be written
 * to is logged once and costs nothing but the cache.
 */
public final class LastGoodCache implements SwapListener {
  private static final Logger log = LoggerFactory.getLogger(LastGoodCache.class);
  private static final String LAST_GOOD = "last-good/";
  private static final int MAX_NUMBER_BYTES = 20;

  private final ObjectStore folder;
  private final String marker;

  /** Keys read since the version before was served: those of the next one. */
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  private boolean failed;

  /**
   * @param model whose versions are kept: several models may share a folder
   */
  public LastGoodCache(Path directory, String model) {
    this.folder = DirectoryStore.ofCopies(directory);
    this.marker = LAST_GOOD + model;
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
      String number = new String(folder.read(marker, MAX_NUMBER_BYTES), StandardCharsets.US_ASCII);
      return Optional.of(new Version(Long.parseLong(number)));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      log.warn("the cache {} does not say what was served last: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  byte[] read(String key, long maxBytes) throws IOException {
    return folder.read(key, maxBytes);
  }

  /** Keeps a copy, if the disk lets it. */
  void keep(String key, byte[] bytes) {
    read.add(key);
    try {
      // Not put-if-absent: a copy that went bad on the disk is replaced.
      folder.put(key, bytes);
      failed = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Marks {@code model} as the last good one, then drops what only others were made of. */
  @Override
  public void served(ModelDescription model, Duration loadTime) {
    try {
      folder.put(marker, model.version().toString().getBytes(StandardCharsets.US_ASCII));
      for (StoredObject kept : folder.listObjects("models/")) {
        drop(kept.key());
      }
      for (StoredObject kept : folder.listObjects("blobs/")) {
        drop(kept.key());
      }
      read.clear();
    } catch (IOException e) {
      complain(e);
    }
  }

  private void drop(String key) throws IOException {
    if (!read.contains(key)) {
      folder.delete(key);
    }
  }

  private void complain(IOException e) {
    if (!failed) {
      failed = true;
      log.warn("cannot keep a copy in {}, serving goes on: {}", folder, e.toString());
    }
  }
}
