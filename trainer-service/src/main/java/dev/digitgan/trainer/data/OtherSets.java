package dev.digitgan.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do where a folder holds no files of MNIST's names but those of a set that is close to it.
 *
 * <p>Sources: the NIST special database 19 page for EMNIST, whose images are stored transposed; the
 * QMNIST repository for its labels, of eight integers each, the first of which is the class.
 */
final class OtherSets {
  private static final String PUT_IT_THERE = "put the file there";

  /** As deep as torchvision puts files below its root. */
  private static final int DEPTH = 3;

  private OtherSets() {}

  /** The images of {@code split} are missing in {@code folder}. */
  static String remedy(Path folder, Split split) {
    List<Path> found = idxFiles(folder);
    Optional<Path> emnist = named(found, "emnist-");
    if (emnist.isPresent()) {
      return String.format(
          Locale.ROOT,
          "%s is of EMNIST, whose images are stored transposed: transpose the images of a set of ten classes (digits or mnist), and put them there as %s and %s",
          folder.relativize(emnist.get()),
          split.imagesFile(),
          split.labelsFile());
    }
    Optional<Path> qmnist = named(found, "qmnist-");
    if (qmnist.isPresent()) {
      return String.format(
          Locale.ROOT,
          "%s is of QMNIST: put its images there as %s, and the first of the eight columns of its labels, as bytes, as %s",
          folder.relativize(qmnist.get()),
          split.imagesFile(),
          split.labelsFile());
    }
    for (Path file : found) {
      if (isNamed(file, split.imagesFile()) && file.getParent() != null) {
        return file.getParent() + " holds it: name that folder";
      }
    }
    return PUT_IT_THERE;
  }

  /** The images are there, their labels are not. */
  static String noLabels() {
    return PUT_IT_THERE
        + "; recipes that use no labels train on a set that has none if as many zeros stand there, with --evaluate none";
  }

  private static Optional<Path> named(List<Path> files, String prefix) {
    return files.stream()
        .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
        .findFirst();
  }

  private static boolean isNamed(Path file, String name) {
    return Split.spellings(name).contains(String.valueOf(file.getFileName()));
  }

  /** In an order that does not depend on the file system; none where they cannot be listed. */
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
