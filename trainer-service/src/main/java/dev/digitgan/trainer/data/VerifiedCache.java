package dev.digitgan.trainer.data;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.digitgan.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of files by their digests, {@code <directory>/<hex>/<name>}, which verifies each file it
 * returns. Several processes may share the directory.
 */
record VerifiedCache(Path directory) {
  private static final Logger log = LoggerFactory.getLogger(VerifiedCache.class);
  private static final String PREFIX = "sha256:";

  /**
   * The file {@code name} of that digest; empty if it is missing, damaged or unreadable.
   *
   * @param digest "sha256:" and hex
   */
  Optional<Path> find(String name, String digest) {
    Path file = file(name, digest);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (digest.equals(digest(file))) {
        return Optional.of(file);
      }
      log.warn("{} is damaged and is fetched again", file);
    } catch (IOException e) {
      log.warn("{} cannot be read and is fetched again: {}", file, e.toString());
    }
    return Optional.empty();
  }

  /** Writes {@code bytes}, which have that digest, atomically. */
  Path put(String name, String digest, byte[] bytes) throws IOException {
    Path file = file(name, digest);
    try {
      Files.createDirectories(directory.resolve(hex(digest)));
      WholeFile.write(file, bytes);
    } catch (FileSystemException e) {
      throw DataException.notKept(directory, e);
    }
    return file;
  }

  private Path file(String name, String digest) {
    return directory.resolve(hex(digest)).resolve(name);
  }

  private static String hex(String digest) {
    return digest.substring(PREFIX.length());
  }

  private static String digest(Path file) throws IOException {
    return PREFIX + MoreFiles.asByteSource(file).hash(Hashing.sha256());
  }
}
