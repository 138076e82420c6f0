package dev.digitgan.k8s.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;

/**
 * Builds the images by the commands in docs/operations.md, without a registry. In a copy of the
 * tree: the jars of the build that runs the test are in use.
 */
final class ImageBuild {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path tree;
  private final Path copy;

  /**
   * @param tree the project's
   * @param copy where it is built
   */
  ImageBuild(Path tree, Path copy) {
    this.tree = tree;
    this.copy = copy;
  }

  /** A base out of Debian's packages, as a docker-archive. */
  Path base() throws IOException, InterruptedException {
    Path base = copy.resolveSibling("base.tar");
    Command.run(
        tree, PATIENCE, List.of(tree.resolve("k8s/images/base.sh").toString(), base.toString()));
    return base;
  }

  /** All images, as {@link #tar}. */
  void build(Path base) throws IOException, InterruptedException {
    for (String part : List.of("pom.xml", ".mvn", "k8s/pom.xml", "k8s/images", "proto")) {
      copy(part);
    }
    copy("trainer-service");
    copy("generator-service");
    Command.run(
        copy,
        PATIENCE,
        List.of(
            "mvn",
            "-q",
            "-B",
            "-Pimage",
            "-DskipTests",
            "package",
            "-pl",
            "generator-service,trainer-service,proto/cli",
            "-am",
            "-Djib.from.image=tar://" + base,
            "-Dgit.commit.id.full=a-test"));
  }

  /**
   * @param module whose image it is
   */
  Path tar(String module) {
    return copy.resolve(module).resolve("target/jib-image.tar");
  }

  private void copy(String part) throws IOException {
    Path from = tree.resolve(part);
    Files.createDirectories(copy.resolve(part).resolve("..").normalize());
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (directory.endsWith("target")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            put(directory);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            put(file);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Links as links. */
  private void put(Path path) {
    try {
      Files.copy(path, copy.resolve(tree.relativize(path).toString()), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
