package dev.digitgan.trainer.data;

import dev.digitgan.trainer.data.DataSources.DigitSource;
import dev.digitgan.trainer.data.IdxReader.IdxKind;
import dev.digitgan.trainer.data.fetch.FileDownload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Downloads the known set from its mirrors; only verified files enter the cache. */
record DownloadSource(CacheSource cache, KnownSet known, FileDownload download)
    implements DigitSource {
  @Override
  public String description() {
    return "a download of " + known.name();
  }

  /** Blocks on the network; an interrupt ends it, and its flag stays set. */
  @Override
  public DigitSet load(Split split) throws DataException {
    KnownSet.Sums sums = known.sums(split);
    try {
      fetch(cache.images(split), IdxKind.IMAGES, sums.images());
      fetch(cache.labels(split), IdxKind.LABELS, sums.labels());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DataException.forNow("the download was interrupted", e);
    } catch (FileSystemException e) {
      throw DataException.notKept(cache.directory(), e);
    } catch (IOException e) {
      throw DataException.forNow(String.valueOf(e.getMessage()), e);
    }
    return cache.load(split);
  }

  private void fetch(Path target, IdxKind kind, String sha256)
      throws IOException, InterruptedException {
    if (Files.exists(target) && isIntact(target, kind, sha256)) {
      return;
    }
    List<URI> addresses =
        known.mirrors().stream()
            .map(base -> base.resolve(target.getFileName().toString()))
            .toList();
    download.fetch(addresses, target, file -> verify(file, kind, sha256));
  }

  private static boolean isIntact(Path file, IdxKind kind, String sha256) {
    try {
      verify(file, kind, sha256);
      return true;
    } catch (DataException e) {
      return false;
    }
  }

  private static void verify(Path file, IdxKind kind, String sha256) throws DataException {
    String found = IdxReader.read(file, kind).sha256();
    if (!found.equals(sha256)) {
      throw new DataException("SHA-256 %s found, %s expected".formatted(found, sha256));
    }
  }
}
