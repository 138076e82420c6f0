package dev.digitgan.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory that the user named: it holds files with MNIST's names, raw or gzipped, or is the
 * root of a torchvision data set.
 */
record DirectorySource(Path directory, KnownSet known) implements DigitSource {
  /** The folders below the root of torchvision's MNIST, and of any other of its sets. */
  private static final List<String> TORCHVISION = List.of("MNIST/raw", "raw");

  @Override
  public String description() {
    return "the directory " + directory;
  }

  /** Loads a set, named after the known set if it has the same files, or else the directory. */
  @Override
  public DigitSet load(Split split) throws DataException {
    if (!Files.isDirectory(directory)) {
      throw DataException.of(
          directory,
          Files.exists(directory) ? "is not a directory" : "no such directory",
          "name the directory that holds the IDX files");
    }
    Path images = images(split);
    Path holder = Optional.ofNullable(images.getParent()).orElse(directory);
    Path labels =
        find(holder, split.labelsFile())
            .orElseThrow(() -> missing(holder, split.labelsFile(), OtherSets.noLabels()));
    IdxPair pair = IdxPair.read(images, labels);
    return pair.toDigitSet(pair.matches(known.sums(split)) ? known.name() : folderName());
  }

  private Path images(Split split) throws DataException {
    Optional<Path> images = find(directory, split.imagesFile());
    for (String below : TORCHVISION) {
      if (images.isEmpty()) {
        images = find(directory.resolve(below), split.imagesFile());
      }
    }
    return images.orElseThrow(
        () -> missing(directory, split.imagesFile(), OtherSets.remedy(directory, split)));
  }

  private static Optional<Path> find(Path folder, String name) {
    return Split.spellings(name).stream().map(folder::resolve).filter(Files::exists).findFirst();
  }

  private static DataException missing(Path folder, String name, String remedy) {
    return DataException.of(folder, "holds no " + name + " or " + name + ".gz", remedy);
  }

  private String folderName() {
    Path last = directory.toAbsolutePath().normalize().getFileName();
    return last == null ? "digits" : last.toString();
  }
}
