package dev.digitgan.trainer.data;

import dev.digitgan.trainer.data.DataSources.DigitSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory that the user named: it holds files with MNIST's names, raw or gzipped, or is the
 * root of a torchvision data set. The error messages know sets that are similar to MNIST.
 *
 * <p>Sources of these: the NIST special database 19 page for EMNIST, whose images are stored
 * transposed; the QMNIST repository for its labels, of eight integers each, the first of which is
 * the class.
 */
record DirectorySource(Path directory, KnownSet known) implements DigitSource {
  /** The folders below the root of torchvision's MNIST, and of any other of its sets. */
  private static final List<String> TORCHVISION = List.of("MNIST/raw", "raw");

  /** The depth of torchvision's files below its root. */
  private static final int DEPTH = 3;

  private static final String PUT_IT_THERE = "put the file there";
  private static final String NO_LABELS =
      PUT_IT_THERE
          + "; without labels, recipes that do not use them train on a file of as many zeros, with"
          + " --evaluate none";

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
            .orElseThrow(() -> missing(holder, split.labelsFile(), NO_LABELS));
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
    return images.orElseThrow(() -> missing(directory, split.imagesFile(), remedy(split)));
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

  /** The remedy where the images of {@code split} are missing. */
  private String remedy(Split split) {
    List<Path> found = idxFiles();
    Optional<Path> emnist = named(found, "emnist-");
    if (emnist.isPresent()) {
      return ("%s belongs to EMNIST, which stores images transposed: transpose those of a set of ten"
              + " classes (digits or mnist), and put them there as %s and %s")
          .formatted(directory.relativize(emnist.get()), split.imagesFile(), split.labelsFile());
    }
    Optional<Path> qmnist = named(found, "qmnist-");
    if (qmnist.isPresent()) {
      return ("%s belongs to QMNIST: put its images there as %s, and the first of its eight label"
              + " columns, as bytes, as %s")
          .formatted(directory.relativize(qmnist.get()), split.imagesFile(), split.labelsFile());
    }
    List<String> names = Split.spellings(split.imagesFile());
    for (Path file : found) {
      if (names.contains(String.valueOf(file.getFileName())) && file.getParent() != null) {
        return file.getParent() + " holds it: name that folder";
      }
    }
    return PUT_IT_THERE;
  }

  private static Optional<Path> named(List<Path> files, String prefix) {
    return files.stream()
        .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
        .findFirst();
  }

  /** The image files below the directory, sorted; empty if they cannot be listed. */
  private List<Path> idxFiles() {
    try (Stream<Path> files = Files.walk(directory, DEPTH)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).contains("-images"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
