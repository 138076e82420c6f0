package dev.digitgan.trainer.command.options;

import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.files.CacheHome;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.DataRequest;
import dev.digitgan.trainer.data.DataSources;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Fallback;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.RealImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: where training images come from. */
public final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIRECTORY|URI",
      defaultValue = "${env:DIGITGAN_DATA:-" + Option.NULL_VALUE + "}",
      description = {
        "Folder of the MNIST files (train-images-idx3-ubyte, train-labels-idx1-ubyte, raw or .gz;"
            + " in it, or in MNIST/raw or raw below it), labels 0 to 9,"
            + " or a data set that was pushed to a store: store:NAME in --store, or"
            + " STORE/datasets/NAME, e.g. s3://bucket/datasets/mnist. Unset: the cache, then a"
            + " download from MNIST's public mirrors into it.",
        "DIGITGAN_DATA."
      })
  private @Nullable String location;

  @Option(
      names = "--data-cache",
      paramLabel = "DIRECTORY",
      defaultValue = "${env:DIGITGAN_DATA_CACHE:-" + Option.NULL_VALUE + "}",
      description = {
        "Where what is fetched is kept; unset, mnist in $DIGITGAN_CACHE_HOME, in"
            + " $XDG_CACHE_HOME/digitgan or in ~/.cache/digitgan.",
        "DIGITGAN_DATA_CACHE."
      })
  private @Nullable Path cache;

  @Option(
      names = "--data-fallback",
      paramLabel = "none|embedded",
      defaultValue = "${env:DIGITGAN_DATA_FALLBACK:-none}",
      description = {
        "What to do when there are no such files: end with an error, or train on digits that our"
            + " own strokes draw, for trying things out.",
        "DIGITGAN_DATA_FALLBACK; now ${DEFAULT-VALUE}."
      })
  private Fallback fallback = Fallback.NONE;

  @Option(
      names = "--train-images",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_TRAIN_IMAGES:-" + Option.NULL_VALUE + "}",
      description = {
        "Trains on the first N images; unset, on all but the last sixth (of MNIST the first 50,000),"
            + " which is held out for choosing and judging.",
        "DIGITGAN_TRAIN_IMAGES."
      })
  private @Nullable Integer trainImages;

  /**
   * The images to train on. May block on the network; {@link UserErrorException} where there is
   * nothing to train on.
   *
   * @param store what "store:" stands for
   */
  public DigitSet trainingSet(String store) {
    return chosen(split(Split.TRAIN, store));
  }

  /** As they were given. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (location != null) {
      arguments.addAll(List.of("--data", location));
    }
    if (fallback != Fallback.NONE) {
      arguments.addAll(List.of("--data-fallback", fallback.name().toLowerCase(Locale.ROOT)));
    }
    if (trainImages != null) {
      arguments.addAll(List.of("--train-images", trainImages.toString()));
    }
    return arguments;
  }

  /** Of all training images those to train on. */
  public DigitSet chosen(DigitSet all) {
    if (trainImages == null) {
      return all.trained();
    }
    if (trainImages < 1 || trainImages > all.count()) {
      throw new MisuseException(
          String.format(
              Locale.ROOT,
              "--train-images: %d, but %s has %d images",
              trainImages,
              all.name(),
              all.count()));
    }
    return all.slice(0, trainImages);
  }

  /** Of all training images those that {@code chosen} leaves out, the last of them; maybe none. */
  public static Optional<DigitSet> others(DigitSet chosen, DigitSet all) {
    int first = Math.max(chosen.count(), all.trained().count());
    return first < all.count() ? Optional.of(all.slice(first, all.count())) : Optional.empty();
  }

  /**
   * The images that samples are judged by. May block on the network; {@link UserErrorException}
   * where there are not all of them.
   */
  public RealImages realImages(String store) {
    DigitSet all = split(Split.TRAIN, store);
    return realImages(chosen(all), all, store);
  }

  /** As the other, of a generator that learns from {@code train}. */
  public RealImages realImages(DigitSet train, DigitSet all, String store) {
    try {
      return new RealImages(train, all.heldOut(), split(Split.TEST, store));
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }

  /**
   * All images of {@code split}. May block on the network; {@link UserErrorException} where there
   * are none.
   *
   * @param store what "store:" stands for
   */
  public DigitSet split(Split split, String store) {
    try {
      return DataSources.standard()
          .load(DataRequest.of(location, this::cacheDirectory, fallback).withStore(store), split);
    } catch (DataException e) {
      throw e.mayPass() ? UserErrorException.of(e) : MisuseException.of(e);
    }
  }

  private Path cacheDirectory() {
    return cache != null ? cache : CacheHome.ofProcess().directory().resolve("mnist");
  }

  /**
   * The set that {@code recorded} describes; {@link UserErrorException} where what is found is
   * another.
   */
  public DigitSet trainingSet(DataSet recorded, String store) {
    boolean drawn = location == null && recorded.getName().equals(EmbeddedDigits.NAME);
    DigitSet all =
        drawn
            ? EmbeddedDigits.standard(Split.TRAIN, recorded.getImages())
            : split(Split.TRAIN, store);
    DigitSet found = all.slice(0, Math.min(recorded.getImages(), all.count()));
    if (!found.digest().equals(recorded.getDigest())) {
      throw new MisuseException(
          String.format(
              Locale.ROOT,
              "the images are not those of the version: the first %d of %s are %s, it was trained on %s, %s; name those with --data",
              found.count(),
              found.name(),
              found.digest(),
              recorded.getName(),
              recorded.getDigest()));
    }
    return found;
  }
}
