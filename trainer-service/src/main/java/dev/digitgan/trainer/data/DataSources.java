package dev.digitgan.trainer.data;

import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.trainer.data.DataRequest.Fallback;
import dev.digitgan.trainer.data.StoreSource.StoreDataSet;
import dev.digitgan.trainer.data.fetch.FileDownload;
import dev.digitgan.trainer.data.fetch.FileDownload.Limits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads images from the directory or data set that the user named, and no other; or else from the
 * first of the cache, a download and, on request, the embedded digits.
 */
public final class DataSources {
  private static final Logger log = LoggerFactory.getLogger(DataSources.class);

  private final KnownSet known;
  private final FileDownload download;
  private final Function<String, ObjectStore> stores;

  DataSources(KnownSet known, FileDownload download, Function<String, ObjectStore> stores) {
    this.known = known;
    this.download = download;
    this.stores = stores;
  }

  /** MNIST and its public mirrors. */
  public static DataSources standard() {
    return new DataSources(
        KnownSet.MNIST,
        FileDownload.within(Limits.STANDARD, OutboundEnvironment.ofProcess()),
        StoreUri::open);
  }

  /** Loads one split, and logs its source; may block on the network. */
  public DigitSet load(DataRequest request, Split split) throws DataException {
    List<DigitSource> sources = inOrder(request);
    if (request.location() != null) {
      return taken(sources.get(0), split, "as named");
    }
    List<String> failures = new ArrayList<>();
    for (DigitSource source : sources) {
      try {
        String why = failures.isEmpty() ? "no directory was named" : String.join("; ", failures);
        return taken(source, split, why);
      } catch (DataException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw DataException.forNow("interrupted while looking for " + split + " images", e);
        }
        failures.add("%s: %s".formatted(source.description(), e.getMessage()));
      }
    }
    throw DataException.forNow(
        ("no %s images; tried %s. Put %s.gz and %s.gz into a directory and name it with --data or"
                + " DIGITGAN_DATA, or allow embedded digits with DIGITGAN_DATA_FALLBACK=embedded")
            .formatted(split, String.join("; ", failures), split.imagesFile(), split.labelsFile()));
  }

  List<DigitSource> inOrder(DataRequest request) throws DataException {
    String location = request.location();
    if (location != null) {
      return List.of(named(location, request));
    }
    CacheSource cache = new CacheSource(request.cacheDirectory().get(), known);
    List<DigitSource> sources = new ArrayList<>();
    sources.add(cache);
    sources.add(new DownloadSource(cache, known, download));
    if (request.fallback() == Fallback.EMBEDDED) {
      sources.add(new EmbeddedSource(request.embeddedImageCount()));
    }
    return sources;
  }

  private DigitSource named(String location, DataRequest request) throws DataException {
    Optional<StoreDataSet> set = StoreDataSet.parse(location, request.store());
    if (set.isPresent()) {
      VerifiedCache cache = new VerifiedCache(request.cacheDirectory().get().resolve("store"));
      return new StoreSource(set.get(), stores, cache, known);
    }
    try {
      return new DirectorySource(Path.of(location), known);
    } catch (InvalidPathException e) {
      throw new DataException(
          "\"%s\" is not a path (%s); name a directory with --data or DIGITGAN_DATA"
              .formatted(location, e.getReason()),
          e);
    }
  }

  private static DigitSet taken(DigitSource source, Split split, String why) throws DataException {
    DigitSet set = source.load(split);
    log.info(
        "{} {} images of {} from {} ({})",
        set.count(),
        split,
        set.name(),
        source.description(),
        why);
    return set;
  }

  /** The embedded digits: the last source, since it cannot fail. */
  record EmbeddedSource(int imageCount) implements DigitSource {
    @Override
    public String description() {
      return "the embedded digits";
    }

    @Override
    public DigitSet load(Split split) {
      return EmbeddedDigits.standard(split, imageCount);
    }
  }

  /** A source of images. */
  interface DigitSource {
    /** A phrase for messages, e.g. "the cache ~/.cache/digitgan/mnist". */
    String description();

    DigitSet load(Split split) throws DataException;
  }
}
