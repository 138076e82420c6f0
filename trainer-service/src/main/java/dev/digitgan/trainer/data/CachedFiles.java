package dev.digitgan.trainer.data;

import java.nio.file.Path;

/** The only class that knows how the cache names its files. */
record CachedFiles(Path directory) {
  Path images(Split split) {
    return file(split.imagesFile());
  }

  Path labels(Split split) {
    return file(split.labelsFile());
  }

  private Path file(String name) {
    return directory.resolve(name + ".gz");
  }
}
