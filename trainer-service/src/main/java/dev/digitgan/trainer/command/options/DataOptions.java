package dev.digitgan.trainer.command.options;

import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.files.CacheHome;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.DataRequest;
import dev.digitgan.trainer.data.DataRequest.Fallback;
import dev.digitgan.trainer.data.DataSources;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.RealImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: the source of the images. */
public final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIRECTORY|URI",
      defaultValue = "${env:DIGITGAN_DATA:-" + Option.NULL_VALUE + "}",
      description = {
        "Folder of the MNIST files (train-images-idx3-ubyte, train-labels-idx1-ubyte, raw or .gz;"
            + " in it, or in MNIST/raw or raw below it), labels 0 to 9,"
            + " or a data set in a store: store:NAME for --store, or"
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
        "The cache of downloads. Unset: mnist in $DIGITGAN_CACHE_HOME, in"
            + " $XDG_CACHE_HOME/digitgan or in ~/.cache/digitgan.",
        "DIGITGAN_DATA_CACHE."
      })
  private @Nullable Path cache;

  @Option(
      names = "--data-fallback",
      paramLabel = "none|embedded",
      defaultValue = "${env:DIGITGAN_DATA_FALLBACK:-none}",
      description = {
        "What to do if there are no such files: end with an error, or train on digits drawn from"
            + " strokes, for trying things out.",
        "DIGITGAN_DATA_FALLBACK; now ${DEFAULT-VALUE}."
      })
  private Fallback fallback = Fallback.NONE;

  @Option(
      names = "--train-images",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_TRAIN_IMAGES:-" + Option.NULL_VALUE + "}",
      description = {
        "Trains on the first N images. Unset: on all but the last sixth (the first 50,000 of MNIST),"
            + " which is held out for choosing and judging.",
        "DIGITGAN_TRAIN_IMAGES."
      })
  private @Nullable Integer trainImages;

  /** Returns the arguments that give these options. */
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

  /** Chooses the images to train on from all training images. */
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

  /** Returns the held-out training images, which come last; empty if {@code chosen} has all. */
  public static Optional<DigitSet> others(DigitSet chosen, DigitSet all) {
    int first = Math.max(chosen.count(), all.trained().count());
    return first < all.count() ? Optional.of(all.slice(first, all.count())) : Optional.empty();
  }

  /** Returns the real images for judging samples. May block on the network. */
  public RealImages realImages(String store) {
    DigitSet all = split(Split.TRAIN, store);
    return realImages(chosen(all), all, store);
  }

  /** Returns the real images for a generator that is trained on {@code train}. */
  public RealImages realImages(DigitSet train, DigitSet all, String store) {
    return OptionValues.checked(
        () -> new RealImages(train, all.heldOut(), split(Split.TEST, store)));
  }

  /** Returns all images of {@code split}; "store:" is {@code store}. May block on the network. */
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

  /** Returns the data set {@code recorded}; {@link MisuseException} if the images differ. */
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
              "the images are not those of the version: the first %d of %s are %s, but it was trained on %s, %s; choose these with --data",
              found.count(),
              found.name(),
              found.digest(),
              recorded.getName(),
              recorded.getDigest()));
    }
    return found;
  }
}
