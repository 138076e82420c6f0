package dev.digitgan.trainer.data;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.dataset.DataSetReader;
import dev.digitgan.checkpoint.v1.DataSetFile;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A data set of an object store, through a cache of verified files.
 *
 * @param stores opens a store by its URI
 */
record StoreSource(
    StoreDataSet set, Function<String, ObjectStore> stores, VerifiedCache cache, KnownSet known)
    implements DigitSource {
  @Override
  public String description() {
    return "the data set " + set.name() + " in " + set.store();
  }

  /** Named after the known set if its files are that set's, else as in the store. */
  @Override
  public DigitSet load(Split split) throws DataException {
    try (ObjectStore store = stores.apply(set.store())) {
      DataSetReader reader = new DataSetReader(store);
      DataSetIndex index = reader.index(set.name());
      Path images = fetch(reader, find(index, split.imagesFile()));
      Path labels = fetch(reader, find(index, split.labelsFile()));
      IdxPair pair = IdxPair.read(images, labels);
      return pair.toDigitSet(pair.matches(known.sums(split)) ? known.name() : set.name());
    } catch (DataException e) {
      throw e;
    } catch (NoSuchObjectException e) {
      throw failedNow("is not there; push it with: digitgan datasets push", e);
    } catch (CheckpointException e) {
      throw failedNow(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new DataException(description() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw failedNow("cannot be read: " + e, e);
    }
  }

  private Path fetch(DataSetReader reader, DataSetFile file)
      throws IOException, CheckpointException {
    String digest = file.getContent().getDigest();
    Optional<Path> cached = cache.find(file.getName(), digest);
    return cached.isPresent()
        ? cached.get()
        : cache.put(file.getName(), digest, reader.read(set.name(), file));
  }

  private DataSetFile find(DataSetIndex index, String name) throws DataException {
    for (String candidate : Split.spellings(name)) {
      for (DataSetFile file : index.getFilesList()) {
        if (file.getName().equals(candidate)) {
          return file;
        }
      }
    }
    throw new DataException(description() + ": holds no " + name + " or " + name + ".gz");
  }

  private DataException failedNow(String reason, Exception cause) {
    return DataException.forNow(description() + ": " + reason, cause);
  }
}
