package dev.digitgan.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** Earlier downloads; only what is byte for byte the known set is used. */
record CacheSource(CachedFiles files, KnownSet known) implements DigitSource {
  @Override
  public String description() {
    return "the cache " + files.directory();
  }

  @Override
  public DigitSet load(Split split) throws DataException {
    Path images = files.images(split);
    Path labels = files.labels(split);
    for (Path file : new Path[] {images, labels}) {
      if (!Files.exists(file)) {
        throw new DataException("holds no " + file.getFileName());
      }
    }
    IdxPair pair = IdxPair.read(images, labels);
    if (!pair.matches(known.sums(split))) {
      throw new DataException("its files are not those of " + known.name());
    }
    return pair.toDigitSet(known.name());
  }
}
