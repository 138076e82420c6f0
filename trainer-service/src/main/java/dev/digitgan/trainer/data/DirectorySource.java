package dev.digitgan.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that the user named, with MNIST's file names, raw or gzipped. */
record DirectorySource(Path directory, KnownSet known) implements DigitSource {
  @Override
  public String description() {
    return "the directory " + directory;
  }

  /** Named after the known set if its files are that set's, else after the directory. */
  @Override
  public DigitSet load(Split split) throws DataException {
    if (!Files.isDirectory(directory)) {
      throw DataException.of(
          directory,
          Files.exists(directory) ? "is not a directory" : "no such directory",
          "name the directory that holds the IDX files");
    }
    IdxPair pair = IdxPair.read(find(split.imagesFile()), find(split.labelsFile()));
    return pair.toDigitSet(pair.matches(known.sums(split)) ? known.name() : folderName());
  }

  private Path find(String name) throws DataException {
    for (String candidate : Split.spellings(name)) {
      Path file = directory.resolve(candidate);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw DataException.of(
        directory, "holds no " + name + " or " + name + ".gz", "put the file there");
  }

  private String folderName() {
    Path last = directory.toAbsolutePath().normalize().getFileName();
    return last == null ? "digits" : last.toString();
  }
}
