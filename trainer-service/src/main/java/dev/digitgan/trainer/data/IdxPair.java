package dev.digitgan.trainer.data;

import dev.digitgan.trainer.data.IdxReader.IdxFile;
import dev.digitgan.trainer.data.IdxReader.IdxKind;
import java.nio.file.Path;
import java.util.Locale;

/** Images and their labels, of equal count. */
record IdxPair(IdxFile images, IdxFile labels) {
  static IdxPair read(Path imagesFile, Path labelsFile) throws DataException {
    IdxFile labels = IdxReader.read(labelsFile, IdxKind.LABELS);
    IdxFile images = IdxReader.read(imagesFile, IdxKind.IMAGES);
    if (images.count() != labels.count()) {
      throw DataException.of(
          labelsFile,
          String.format(
              Locale.ROOT,
              "%d labels where %s holds %d images",
              labels.count(),
              imagesFile.getFileName(),
              images.count()),
          "use the two files of one set");
    }
    return new IdxPair(images, labels);
  }

  boolean matches(KnownSet.Sums sums) {
    return images.sha256().equals(sums.images()) && labels.sha256().equals(sums.labels());
  }

  DigitSet toDigitSet(String name) {
    return DigitSet.owning(name, IdxReader.SIDE, IdxReader.SIDE, images.values(), labels.values());
  }
}
