package dev.digitgan.trainer.data;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.dataset.DataSets;
import dev.digitgan.checkpoint.v1.DataSetFile;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.trainer.data.DataSources.DigitSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data set in an object store, read through a cache of verified files.
 *
 * @param stores opens a store by its URI
 */
record StoreSource(
    StoreDataSet set, Function<String, ObjectStore> stores, VerifiedCache cache, KnownSet known)
    implements DigitSource {
  private static final String IN_OUR_STORE = "store:";
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:.*)/datasets/([^/]+)/?");
  private static final Pattern SCHEME = Pattern.compile("(file:|[A-Za-z][A-Za-z0-9+.-]+://).*");

  /**
   * The data set {@code name} in a store.
   *
   * @param store its URI
   */
  record StoreDataSet(String store, String name) {
    /**
     * Parses a location; empty for the path of a directory.
     *
     * @param ourStore the store that "store:" stands for, or null
     */
    static Optional<StoreDataSet> parse(String location, @Nullable String ourStore)
        throws DataException {
      if (location.startsWith(IN_OUR_STORE) && ourStore != null) {
        return Optional.of(new StoreDataSet(ourStore, location.substring(IN_OUR_STORE.length())));
      }
      Matcher uri = URI.matcher(location);
      if (uri.matches()) {
        return Optional.of(new StoreDataSet(uri.group(1), uri.group(2)));
      }
      if (SCHEME.matcher(location).matches() || location.startsWith(IN_OUR_STORE)) {
        throw new DataException(
            location
                + ": is not a data set; name a directory, store:NAME (in --store) or"
                + " STORE/datasets/NAME, e.g. s3://bucket/prefix/datasets/mnist");
      }
      return Optional.empty();
    }
  }

  @Override
  public String description() {
    return "the data set " + set.name() + " in " + set.store();
  }

  /** Loads a set, named after the known set if it has the same files, or else as in the store. */
  @Override
  public DigitSet load(Split split) throws DataException {
    try (ObjectStore store = stores.apply(set.store())) {
      DataSets reader = new DataSets(store);
      DataSetIndex index = reader.index(set.name());
      Path images = fetch(reader, find(index, split.imagesFile()));
      Path labels = fetch(reader, find(index, split.labelsFile()));
      IdxPair pair = IdxPair.read(images, labels);
      return pair.toDigitSet(pair.matches(known.sums(split)) ? known.name() : set.name());
    } catch (DataException e) {
      throw e;
    } catch (NoSuchObjectException e) {
      throw failedNow("does not exist; push it with: digitgan datasets push", e);
    } catch (CheckpointException e) {
      throw failedNow(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new DataException(description() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw failedNow("cannot be read: " + e, e);
    }
  }

  private Path fetch(DataSets reader, DataSetFile file) throws IOException, CheckpointException {
    String digest = file.getContent().getDigest();
    Optional<Path> cached = cache.find(file.getName(), digest);
    return cached.isPresent()
        ? cached.get()
        : cache.put(file.getName(), digest, reader.read(set.name(), file));
  }

  private DataSetFile find(DataSetIndex index, String name) throws DataException {
    for (String spelling : Split.spellings(name)) {
      for (DataSetFile file : index.getFilesList()) {
        if (file.getName().equals(spelling)) {
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
