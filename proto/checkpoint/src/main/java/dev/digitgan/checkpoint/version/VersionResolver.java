package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Finds the versions of one model by name; see {@link ManifestScan}. Methods block on the store.
 */
public final class VersionResolver {
  private final CheckpointReader reader;
  private final Channels channels;
  private final Function<Manifest, OptionalDouble> rank;
  private final BiConsumer<Version, Exception> skipped;
  private final String place;

  /** The name means no single version; the message says so and lists what exists. */
  public static final class VersionNotFoundException extends Exception {
    private static final long serialVersionUID = 1;

    VersionNotFoundException(String message) {
      super(message);
    }
  }

  /**
   * A resolver of all names except "best:RUNS".
   *
   * @param skipped receives each version that is skipped, and why
   */
  public VersionResolver(
      ObjectStore store,
      CheckpointKeys keys,
      CheckpointReader reader,
      BiConsumer<Version, Exception> skipped) {
    this(
        store,
        keys,
        reader,
        skipped,
        manifest -> {
          throw new IllegalArgumentException("versions are not ranked here");
        });
  }

  /**
   * A resolver of all names.
   *
   * @param rank of a version, the least being the best; empty if it was not judged
   */
  public VersionResolver(
      ObjectStore store,
      CheckpointKeys keys,
      CheckpointReader reader,
      BiConsumer<Version, Exception> skipped,
      Function<Manifest, OptionalDouble> rank) {
    this.reader = reader;
    this.channels = new Channels(store, keys, reader, InstantSource.system());
    this.rank = rank;
    this.skipped = skipped;
    this.place = keys.model() + " in " + store;
  }

  /**
   * The version that {@code name} means; empty if it means none. The version of a number or of a
   * channel may no longer exist.
   *
   * @throws VersionNotFoundException if the name means several versions
   * @throws CheckpointException if the version may be one that cannot be read
   */
  public Optional<Version> find(VersionName name)
      throws IOException, CheckpointException, VersionNotFoundException {
    if (name instanceof VersionName.Numbered number) {
      return Optional.of(number.version());
    }
    if (name instanceof VersionName.OfChannel of) {
      return channels.read(of.channel()).map(Channel::getVersion).map(Version::new);
    }
    if (name instanceof VersionName.Latest) {
      return reader.latest();
    }
    ManifestScan scan = new ManifestScan(reader, skipped);
    Optional<Version> found = scan(scan, name).map(Manifest::getVersion).map(Version::new);
    if (found.isEmpty() && scan.skippedCount() > 0) {
      throw new CheckpointException.Incomplete(
          none(name)
              + " that can be read; it may be one of the "
              + scan.skippedCount()
              + " that cannot");
    }
    return found;
  }

  private Optional<Manifest> scan(ManifestScan scan, VersionName name)
      throws IOException, VersionNotFoundException {
    if (name instanceof VersionName.OfRun of) {
      return scan.next(manifest -> manifest.getRun().equals(of.run()));
    }
    if (name instanceof VersionName.OfDigest of) {
      return newestWith(of.prefix(), scan);
    }
    String runs = ((VersionName.BestOf) name).runs();
    return scan.all(manifest -> manifest.getRun().startsWith(runs)).stream()
        .filter(manifest -> rank(manifest) < Double.POSITIVE_INFINITY)
        .min(Comparator.comparingDouble(this::rank));
  }

  private double rank(Manifest manifest) {
    return rank.apply(manifest).orElse(Double.POSITIVE_INFINITY);
  }

  private static Optional<Manifest> newestWith(String digest, ManifestScan scan)
      throws IOException, VersionNotFoundException {
    List<Manifest> found = scan.all(manifest -> manifest.getModelDigest().startsWith(digest));
    TreeSet<String> digests = new TreeSet<>();
    found.forEach(manifest -> digests.add(manifest.getModelDigest()));
    if (digests.size() > 1) {
      throw new VersionNotFoundException(
          digest + " is not one digest but " + String.join(", ", digests));
    }
    return found.stream().findFirst();
  }

  /** The version that {@code name} means, which exists; otherwise see {@link #find}. */
  public Version require(VersionName name)
      throws IOException, CheckpointException, VersionNotFoundException {
    Version found = find(name).orElseThrow(() -> new VersionNotFoundException(none(name)));
    boolean mayBeGone =
        name instanceof VersionName.Numbered || name instanceof VersionName.OfChannel;
    if (mayBeGone && !reader.versions().contains(found)) {
      throw new VersionNotFoundException(gone(name, found));
    }
    return found;
  }

  private String gone(VersionName name, Version version) throws IOException {
    if (name instanceof VersionName.OfChannel of) {
      return "channel '" + of.channel() + "' names version " + version + ", which does not exist";
    }
    return reader
        .latest()
        .map(latest -> "no version " + version + " of " + place + "; the newest is " + latest)
        .orElse("no version of " + place);
  }

  private String none(VersionName name) {
    if (name instanceof VersionName.OfChannel of) {
      return "no channel '" + of.channel() + "' of " + place;
    }
    if (name instanceof VersionName.OfRun of) {
      return "no version of run '" + of.run() + "' of " + place;
    }
    if (name instanceof VersionName.OfDigest of) {
      return "no version with digest " + of.prefix() + " of " + place;
    }
    return name instanceof VersionName.BestOf of
        ? "no judged version of runs '" + of.runs() + "' of " + place
        : "no version of " + place;
  }
}
