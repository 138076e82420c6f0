package dev.digitgan.trainer.data;

import java.net.URI;
import java.util.List;

/**
 * A published data set, with its checksums and mirrors.
 *
 * @param mirrors base addresses, ending in "/", in the order of attempts
 */
record KnownSet(String name, Sums train, Sums test, List<URI> mirrors) {
  static final KnownSet MNIST =
      new KnownSet(
          "mnist",
          new Sums(
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
          new Sums(
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
          List.of(
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
              URI.create("https://raw.githubusercontent.com/fgnt/mnist/master/")));

  KnownSet {
    mirrors = List.copyOf(mirrors);
  }

  /** SHA-256 of the uncompressed files, in hex: mirrors may compress differently. */
  record Sums(String images, String labels) {}

  Sums sums(Split split) {
    return split == Split.TRAIN ? train : test;
  }
}
