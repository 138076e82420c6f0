package dev.digitgan.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what to do when a folder holds the files of a set similar to MNIST.
 *
 * <p>Sources: the NIST special database 19 page for EMNIST, whose images are stored transposed; the
 * QMNIST repository for its labels, of eight integers each, the first of which is the class.
 */
final class OtherSets {
  private static final String PUT_IT_THERE = "put the file there";

  /** The depth of torchvision's files below its root. */
  private static final int DEPTH = 3;

  private OtherSets() {}

  /** The remedy where {@code folder} lacks the images of {@code split}. */
  static String remedy(Path folder, Split split) {
    List<Path> found = idxFiles(folder);
    Optional<Path> emnist = named(found, "emnist-");
    if (emnist.isPresent()) {
      return ("%s belongs to EMNIST, which stores images transposed: transpose those of a set of"
                  + " ten classes (digits or mnist), and put them there as %s and %s")
          .formatted(folder.relativize(emnist.get()), split.imagesFile(), split.labelsFile());
    }
    Optional<Path> qmnist = named(found, "qmnist-");
    if (qmnist.isPresent()) {
      return ("%s belongs to QMNIST: put its images there as %s, and the first of its eight label"
              + " columns, as bytes, as %s")
          .formatted(folder.relativize(qmnist.get()), split.imagesFile(), split.labelsFile());
    }
    for (Path file : found) {
      if (isNamed(file, split.imagesFile()) && file.getParent() != null) {
        return file.getParent() + " holds it: name that folder";
      }
    }
    return PUT_IT_THERE;
  }

  /** The remedy where only the labels are missing. */
  static String noLabels() {
    return PUT_IT_THERE
        + "; without labels, recipes that do not use them train on a file of as many zeros, with"
        + " --evaluate none";
  }

  private static Optional<Path> named(List<Path> files, String prefix) {
    return files.stream()
        .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
        .findFirst();
  }

  private static boolean isNamed(Path file, String name) {
    return Split.spellings(name).contains(String.valueOf(file.getFileName()));
  }

  /** The image files below a folder, sorted; empty if they cannot be listed. */
  private static List<Path> idxFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
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
