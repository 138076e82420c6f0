package dev.digitgan.trainer.data;

import dev.digitgan.trainer.data.DataSources.DigitSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** The cache of downloads; accepts only files that are byte for byte those of the known set. */
record CacheSource(Path directory, KnownSet known) implements DigitSource {
  Path images(Split split) {
    return directory.resolve(split.imagesFile() + ".gz");
  }

  Path labels(Split split) {
    return directory.resolve(split.labelsFile() + ".gz");
  }

  @Override
  public String description() {
    return "the cache " + directory;
  }

  @Override
  public DigitSet load(Split split) throws DataException {
    for (Path file : new Path[] {images(split), labels(split)}) {
      if (!Files.exists(file)) {
        throw new DataException("holds no " + file.getFileName());
      }
    }
    IdxPair pair = IdxPair.read(images(split), labels(split));
    if (!pair.matches(known.sums(split))) {
      throw new DataException("its files are not those of " + known.name());
    }
    return pair.toDigitSet(known.name());
  }
}
